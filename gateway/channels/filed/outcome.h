#pragma once
#include "gateway/channels/outcome.h"
#include "gateway/http/message.h"

#include <chrono>
#include <optional>
#include <span>
#include <string_view>

// What an answer to a call of ours comes to, as far as the clouds agree.

namespace gateway::channels::filed {

// A code after which trying again helps, and when.
struct Pause {
    std::string_view code;
    std::chrono::seconds after;
    bool persons_own = false;
};
// Of the first pause that `code` begins with.
std::optional<Deferred> deferred_by(std::string_view code, std::span<const Pause> pauses);

// By the status alone, where the body names no code.
SendOutcome by_status(const http::Answer& answer);

}  // namespace gateway::channels::filed
