#include "gateway/channels/calls.h"

#include "gateway/http/admission.h"

#include <algorithm>

namespace gateway::channels {

std::optional<http::Reply> unfit(const Calls& calls, const http::Request& request) {
    if (std::ranges::find(calls.methods, request.method) == calls.methods.end())
        return http::wrong_method(calls.methods);
    const auto type = request.header("Content-Type");
    const bool names_one = !request.body.empty() && !type.empty();
    if (names_one && !http::is_accepted(calls.media_types, type)) return http::plain(415);
    return std::nullopt;
}

}  // namespace gateway::channels
