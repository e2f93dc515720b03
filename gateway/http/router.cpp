#include "gateway/http/router.h"

#include <algorithm>
#include <stdexcept>

namespace gateway::http {
namespace {

bool is_name(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}
bool is_rest(std::string_view segment) {
    return is_name(segment) && segment[segment.size() - 2] == '*';
}

std::vector<std::string> split(std::string_view pattern) {
    if (pattern.empty() || pattern.front() != '/')
        throw std::logic_error("a route begins with '/'");
    std::vector<std::string> segments;
    pattern.remove_prefix(1);
    for (;;) {
        const std::size_t slash = pattern.find('/');
        segments.emplace_back(pattern.substr(0, slash));
        if (slash == std::string_view::npos) return segments;
        pattern.remove_prefix(slash + 1);
    }
}

// Lower is more particular, segment by segment.
int generality(const std::string& segment) {
    if (is_rest(segment)) return 2;
    return is_name(segment) ? 1 : 0;
}

bool is_more_particular(const Route& a, const Route& b) {
    return std::ranges::lexicographical_compare(a.segments, b.segments, {}, generality, generality);
}

// `path` without its first slash, against the pattern; fills `params` as far as it matches.
bool matches(const Route& route, std::string_view path, Fields& params) {
    params.clear();
    for (std::size_t i = 0; i < route.segments.size(); ++i) {
        const std::string& segment = route.segments[i];
        if (is_rest(segment)) {
            params.emplace_back(segment.substr(1, segment.size() - 3), path);
            return true;
        }
        const std::string_view here = path.substr(0, path.find('/'));
        if (is_name(segment)) {
            if (here.empty()) return false;
            params.emplace_back(segment.substr(1, segment.size() - 2), here);
        } else if (segment != here) {
            return false;
        }
        const bool last = i + 1 == route.segments.size();
        if (here.size() == path.size()) return last;
        if (last) return false;
        path.remove_prefix(here.size() + 1);
    }
    return false;
}

boost::asio::awaitable<Reply> upgrade_required(Request) {
    Reply reply = plain(426);
    reply.headers.emplace_back("Upgrade", "websocket");
    co_return reply;
}

boost::asio::awaitable<Reply> answer_at_once(
    std::function<Reply(const Request&)> answer, Request request
) {
    co_return answer(request);
}

}  // namespace

Handler immediate(std::function<Reply(const Request&)> answer) {
    return [answer = std::move(answer)](Request request) {
        return answer_at_once(answer, std::move(request));
    };
}

void Router::add(
    std::string method, std::string_view pattern, Handler handler, RouteOptions options
) {
    Route route;
    route.method = std::move(method);
    route.pattern = pattern;
    route.segments = split(pattern);
    route.handler = std::move(handler);
    route.options = std::move(options);
    insert(std::move(route));
}

void Router::socket(std::string_view pattern, SocketOptions options, SocketHandler handler) {
    Route route;
    route.method = "GET";
    route.pattern = pattern;
    route.segments = split(pattern);
    route.handler = upgrade_required;
    route.upgrades = true;
    route.socket_options = std::move(options);
    route.socket_handler = std::move(handler);
    insert(std::move(route));
}

void Router::errors(std::string folder, ErrorForm form) {
    error_forms_.emplace_back(std::move(folder), std::move(form));
}

const ErrorForm* Router::error_form(std::string_view path) const {
    for (const auto& [folder, form] : error_forms_) {
        if (!path.starts_with(folder)) continue;
        const auto below = path.substr(folder.size());
        if (below.empty() || below.front() == '/') return &form;
    }
    return nullptr;
}

void Router::insert(Route route) {
    const auto place = std::upper_bound(routes_.begin(), routes_.end(), route, is_more_particular);
    routes_.insert(place, std::move(route));
}

Router::Found Router::find(std::string_view method, std::string_view path) const {
    Found found;
    if (path.empty() || path.front() != '/') return found;
    path.remove_prefix(1);
    const auto folder = path.substr(0, path.find('/'));
    const Route* other = nullptr;  // of the same path, for another method
    for (const Route& route : routes_) {
        const std::string& first = route.segments.front();
        if (first != folder && !is_name(first)) continue;  // nearly all of them
        Fields params;
        if (!matches(route, path, params)) continue;
        // A folder of pages around it does not turn a wrong method into a missing file.
        if (other && other->pattern != route.pattern && is_rest(route.segments.back())) break;
        if (route.method == method || (method == "HEAD" && route.method == "GET")) {
            found.route = &route;
            found.params = std::move(params);
            found.methods.clear();
            return found;
        }
        other = &route;
        found.methods.push_back(route.method);
        if (route.method == "GET") found.methods.emplace_back("HEAD");
    }
    return found;
}

}  // namespace gateway::http
