#pragma once
#include "gateway/channels/channel.h"

#include <optional>
#include <string_view>

// Twilio's own list of what it was given for a number.
//
//   GET …/Messages.json?To=%2B86…&DateSent%3E=2026-11-22&PageSize=100
//   {"messages":[{"sid":"SM…","to":"+86…","body":"…","direction":"outbound-api",
//     "status":"delivered","error_code":null,"date_created":"Sun, 22 Nov 2026 04:00:02 +0000"}]}
//
// It carries no reference of ours: a message is a part's if it is the only one with its words that
// was made just when the part was tried. Of two nobody can say which.

namespace gateway::channels::twilio {

std::optional<Receipt> find_record(const Part& part, std::string_view body);

}  // namespace gateway::channels::twilio
