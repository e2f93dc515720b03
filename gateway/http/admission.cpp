#include "gateway/http/admission.h"

#include "gateway/http/connection.h"

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

boost::asio::awaitable<Reply> admit(const Route* route, Request request) {
    if (!is_welcome(request, route->socket_options)) co_return plain(403);
    Reply verdict;
    verdict.status = 101;
    const Handler& ask = route->socket_handler.admit;
    if (ask) verdict = co_await run_handler(route, &ask, std::move(request));
    co_return verdict;
}

}  // namespace gateway::http
