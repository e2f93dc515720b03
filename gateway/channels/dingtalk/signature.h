#pragma once
#include "dialogs/message.h"

#include <chrono>
#include <string>
#include <string_view>

// How DingTalk signs, both ways: base64(HMAC-SHA256(secret, timestamp "\n" secret)), the timestamp
// in milliseconds. It covers nothing else of the call.

namespace gateway::channels::dingtalk {

std::string signature(std::string_view timestamp, const std::string& secret);

// Whether a call of that timestamp may still be believed: an hour, says DingTalk.
inline constexpr std::chrono::hours window{1};
bool is_fresh(std::string_view timestamp, dialogs::Time now);

// Whether it comes straight from its signing: long enough for a slow line, too short for who reads
// it in a log.
inline constexpr std::chrono::seconds moment{10};
bool is_just_signed(std::string_view timestamp, dialogs::Time now);

}  // namespace gateway::channels::dingtalk
