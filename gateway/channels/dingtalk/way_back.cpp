#include "gateway/channels/dingtalk/way_back.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

namespace gateway::channels::dingtalk {

std::string write_way(const WayBack& way) {
    return fmt::format(
        "{}{} {}", way.group ? "@" : "", way.until.time_since_epoch().count(), way.url
    );
}

std::optional<WayBack> read_way(std::string_view text) {
    WayBack way;
    way.group = text.starts_with('@');
    if (way.group) text.remove_prefix(1);
    const auto space = text.find(' ');
    if (space == text.npos) return std::nullopt;
    std::int64_t until_ms = 0;
    std::from_chars(text.data(), text.data() + space, until_ms);
    way.until = dialogs::Time(std::chrono::milliseconds(until_ms));
    way.url = text.substr(space + 1);
    return way;
}

}  // namespace gateway::channels::dingtalk
