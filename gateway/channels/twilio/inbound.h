#pragma once
#include "gateway/channels/channel.h"
#include "gateway/http/form.h"

#include <optional>
#include <string>
#include <string_view>

// What Twilio calls us with, as a form: an SMS that came in, or how far one of ours came.
//
//   MessageSid=SM…&AccountSid=AC…&From=%2B8613800138000&To=%2B1…&Body=…&NumMedia=0   media.h
//   MessageSid=SM…&AccountSid=AC…&MessageStatus=delivered&To=%2B86…[&ErrorCode=30003]
//
// A receipt's URL carries our own part: …/hooks/{name}?part=17.

namespace gateway::channels::twilio {

// Twilio's own id of something, as it stands in paths and keys.
bool is_sid(std::string_view text);

// What a word of Twilio's for how far a message came means to us; nothing for one it has not.
std::optional<Receipt::State> state_of(std::string_view status);

// Twilio tells no time; the message's is `now`, and is not part of what tells repeats apart.
// Faults: malformed, denied (another account's), too_large.
dialogs::Result<Received> read_inbound(
    const http::Form& form,
    const http::Form& query,
    const std::string& account_sid,
    const std::string& channel,
    dialogs::Time now
);

}  // namespace gateway::channels::twilio
