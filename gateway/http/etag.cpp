#include "gateway/http/etag.h"

#include <fmt/format.h>

#include <cstdint>

namespace gateway::http {

std::string etag_of(std::string_view body) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : body)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return fmt::format("\"{:016x}\"", hash);
}

bool is_listed(std::string_view field, std::string_view etag) {
    while (!field.empty()) {
        const auto comma = field.find(',');
        auto one = trimmed(field.substr(0, comma));
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == etag || one == "*") return true;
        field.remove_prefix(comma == std::string_view::npos ? field.size() : comma + 1);
    }
    return false;
}

bool is_known(const Request& request, std::string_view etag) {
    return is_listed(request.header("If-None-Match"), etag);
}

}  // namespace gateway::http
