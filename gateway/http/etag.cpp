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

bool is_known(const Request& request, std::string_view etag) {
    std::string_view listed = request.header("If-None-Match");
    while (!listed.empty()) {
        const auto comma = listed.find(',');
        auto one = trimmed(listed.substr(0, comma));
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == etag || one == "*") return true;
        listed.remove_prefix(comma == std::string_view::npos ? listed.size() : comma + 1);
    }
    return false;
}

}  // namespace gateway::http
