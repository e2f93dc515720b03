#include "gateway/http/admission.h"

#include <algorithm>

namespace gateway::http {
namespace {

// "https://mz.example.gov.cn" names the host "mz.example.gov.cn".
bool is_same_host(std::string_view origin, std::string_view host) {
    const std::size_t scheme = origin.find("://");
    return scheme != std::string_view::npos && !host.empty() &&
           equals_ignoring_case(origin.substr(scheme + 3), host);
}

bool is_welcome(const Request& request, const SocketOptions& options) {
    const std::string_view origin = request.header("Origin");
    if (origin.empty() || is_same_host(origin, request.header("Host"))) return true;
    for (const std::string& known : options.origins) {
        if (equals_ignoring_case(known, origin)) return true;
    }
    return false;
}

}  // namespace

Reply wrong_method(const std::vector<std::string>& methods) {
    Reply reply = plain(405);
    std::string allow;
    for (const std::string& method : methods)
        allow += (allow.empty() ? "" : ", ") + method;
    reply.headers.emplace_back("Allow", allow);
    return reply;
}

bool is_accepted(const std::vector<std::string>& media_types, std::string_view content_type) {
    const std::string_view type = trimmed(content_type.substr(0, content_type.find(';')));
    const auto same = [type](const std::string& known) {
        return equals_ignoring_case(known, type);
    };
    return media_types.empty() || std::ranges::any_of(media_types, same);
}

Reply object(const Router::Found& found, const Request& request, bool has_body) {
    if (found.route == nullptr)
        return found.methods.empty() ? plain(404) : wrong_method(found.methods);
    if (has_body && !is_accepted(found.route->options.media_types, request.header("Content-Type")))
        return plain(415);
    return {};
}

std::string peer_of(const Request& request, const Context& context, const std::string& address) {
    if (!context.is_proxy(address)) return address;
    const std::string_view forwarded = request.header("X-Forwarded-For");
    const std::size_t comma = forwarded.rfind(',');
    const std::size_t last = comma == std::string_view::npos ? 0 : comma + 1;
    boost::system::error_code error;
    const auto ip =
        boost::asio::ip::make_address(std::string(trimmed(forwarded.substr(last))), error);
    return error ? address : ip.to_string();
}

boost::asio::awaitable<Reply> admit(const Route* route, Request request) {
    if (!is_welcome(request, route->socket_options)) co_return plain(403);
    Reply verdict;
    verdict.status = 101;
    const Handler& ask = route->socket_handler.admit;
    if (ask) verdict = co_await run_handler(route, &ask, std::move(request));
    co_return verdict;
}

}  // namespace gateway::http
