#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

// What a webhook of Twilio's may be answered with (twilio.com/docs/messaging/twiml):
//
//   <?xml version="1.0" encoding="UTF-8"?><Response><Message>…</Message>…</Response>

namespace gateway::channels::twilio {

std::string write_twiml(std::span<const std::string> messages);

// The messages in it; nothing for what is no TwiML.
std::optional<std::vector<std::string>> read_twiml(const std::string& body);

}  // namespace gateway::channels::twilio
