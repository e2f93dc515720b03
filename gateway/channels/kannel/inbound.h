#pragma once
#include "dialogs/message.h"
#include "dialogs/result.h"
#include "gateway/channels/channel.h"
#include "gateway/http/form.h"

#include <string>
#include <string_view>

// What a smsbox calls us with: an SMS that came in, or how far one of ours came.
//
//   GET …/{hook_secret}?from=%p&to=%P&text=%b&coding=%c&charset=%C&id=%I&time=%T
//   GET …/{hook_secret}/receipts?part=17&state=%d&sig=<proof>
//
// %b is the bytes as they came, in `charset`; coding 0 is 7 bit, 1 is 8 bit, 2 is UCS-2. %T is
// seconds since 1970, %I Kannel's own id, %d one of the values of a dlr-mask.

namespace gateway::channels::kannel {

// `time` may be missing, then it is now. Faults: malformed.
dialogs::Result<dialogs::Message> read_message(
    const http::Form& form, const std::string& channel, dialogs::Time now
);

// Faults: denied when the proof is not ours for this part, malformed.
dialogs::Result<Receipt> read_receipt(const http::Form& form, const std::string& hook_secret);

// What proves that a receipt's URL was made by us for that part: hex, 128 bits.
std::string proof_of_part(const std::string& hook_secret, std::int64_t part);

}  // namespace gateway::channels::kannel
