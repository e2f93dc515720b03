#pragma once
#include "gateway/http/message.h"

#include <chrono>
#include <optional>

namespace gateway::channels::codec {

// How long a server asks us to wait, an hour at most; nothing when it does not say so. It says it
// in seconds, or as a date, which is counted from the answer's own: two clocks are never the same.
//
//   Retry-After: 120
//   Retry-After: Sun, 06 Nov 1994 08:49:37 GMT
std::optional<std::chrono::seconds> retry_after(const http::Answer& answer);

}  // namespace gateway::channels::codec
