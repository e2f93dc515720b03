#include "gateway/channels/codec/marked.h"

namespace gateway::channels::codec {
namespace {

constexpr char separator = '\x1d';

}  // namespace

std::string mark(std::string_view way, std::string_view text) {
    if (way.empty()) return std::string(text);
    std::string part;
    part += separator;
    part += way;
    part += separator;
    part += text;
    return part;
}

Marked read_marked(std::string_view part) {
    if (!part.starts_with(separator)) return {{}, part};
    const auto end = part.find(separator, 1);
    if (end == part.npos) return {{}, part};
    return {part.substr(1, end - 1), part.substr(end + 1)};
}

}  // namespace gateway::channels::codec
