#pragma once
#include "gateway/http/message.h"

#include <chrono>
#include <optional>

namespace gateway::channels::codec {

// How long a server asks us to wait, in seconds, an hour at most; nothing when it does not say so
// in seconds.
std::optional<std::chrono::seconds> retry_after(const http::Answer& answer);

}  // namespace gateway::channels::codec
