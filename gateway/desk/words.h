#pragma once
#include "dialogs/message.h"

#include <string>
#include <string_view>

// How stored values are shown to a clerk.

namespace gateway::desk {

// 138****5678 where the channel's id is a telephone number, else 访客 and its last four characters.
std::string shown_address(const dialogs::Address& address);

// Why a person was asked for: "asked" is 居民要求人工, "emergency:suicide" 紧急：有轻生风险.
std::string shown_reason(std::string_view reason);

// 2026-11-22T10:02:11+08:00
std::string shown_time(dialogs::Time time);

// At most that many characters, with … where something was left out.
std::string shortened(std::string_view text, std::size_t letters);

}  // namespace gateway::desk
