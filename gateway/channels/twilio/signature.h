#pragma once
#include "gateway/http/message.h"

#include <string>
#include <string_view>

// How Twilio signs its calls: X-Twilio-Signature is
//
//   base64(HMAC-SHA1(auth token, URL ‖ name ‖ value ‖ name ‖ value …)), names in byte order
//
// over the URL as Twilio was told it, query included, and the fields of the form.

namespace gateway::channels::twilio {

// A name that comes twice is signed once for each different value, as Twilio's own libraries do.
std::string signature(std::string_view auth_token, std::string_view url, http::Fields form);

}  // namespace gateway::channels::twilio
