#pragma once
#include "gateway/http/message.h"

#include <optional>
#include <string>
#include <vector>

namespace gateway::channels {

// What a provider's calls look like from outside; what looks otherwise is refused unread.
struct Calls {
    std::vector<std::string> methods;
    std::vector<std::string> media_types{};  // of a body; one that names none is read all the same
};

// 405 or 415; nothing when the request looks as it should.
std::optional<http::Reply> unfit(const Calls& calls, const http::Request& request);

}  // namespace gateway::channels
