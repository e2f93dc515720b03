#pragma once
#include "gateway/channels/channel.h"
#include "gateway/http/form.h"

#include <string>
#include <vector>

// What comes with an SMS, N from 0:
//
//   NumMedia=1&MediaContentType0=image/jpeg&MediaUrl0=
//   https://api.twilio.com/2010-04-01/Accounts/AC…/Messages/MM…/Media/ME…   (both encoded)
//
//   GET {api_base}/2010-04-01/Accounts/AC…/Messages/MM…/Media/ME…, Basic auth
//
//   307 Location: https://mms.twiliocdn.com/…   signed, good for four hours, called without proof
//   200 the bytes
//   404 {"code":20404}                          it is gone, or not there yet
//
// Of a MediaUrl only the two numbers are taken: what we prove ourselves with goes to api_base only.

namespace gateway::channels::twilio {

// Ten at most, in their order; the id of one that lies elsewhere is empty.
std::vector<dialogs::Enclosure> read_enclosures(
    const http::Form& form, const std::string& account_sid
);

// `media_id` as read_enclosures() gives it: "MM…/ME…".
std::string media_url(
    const std::string& api_base, const std::string& account_sid, const std::string& media_id
);

}  // namespace gateway::channels::twilio
