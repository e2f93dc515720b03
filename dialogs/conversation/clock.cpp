#include "dialogs/conversation/clock.h"

#include <charconv>

namespace dialogs::conversation {

namespace {

// The digits of `text` where `shape` has one, e.g. "dddd-dd"; none if the shape differs.
std::optional<int> number_at(std::string_view text, std::size_t from, std::size_t length) {
    if (from + length > text.size()) return {};
    int value = 0;
    const char* begin = text.data() + from;
    const auto [end, error] = std::from_chars(begin, begin + length, value);
    if (error != std::errc{} || end != begin + length) return {};
    return value;
}

// "Z", "+08:00", "-03:30"
std::optional<std::chrono::minutes> read_offset(std::string_view text) {
    if (text == "Z") return std::chrono::minutes{0};
    const auto hours = number_at(text, 1, 2);
    const auto minutes = number_at(text, 4, 2);
    const bool shaped = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
    if (!shaped || !hours || !minutes) return {};
    const std::chrono::minutes offset{*hours * 60 + *minutes};
    return text[0] == '-' ? -offset : offset;
}

}  // namespace

std::optional<Time> read_time(std::string_view text) {
    constexpr std::size_t date_and_time = 19;  // 2026-11-23T09:00:00
    if (text.size() <= date_and_time || text[10] != 'T') return {};
    const auto year = number_at(text, 0, 4);
    const auto month = number_at(text, 5, 2);
    const auto day = number_at(text, 8, 2);
    const auto hour = number_at(text, 11, 2);
    const auto minute = number_at(text, 14, 2);
    const auto second = number_at(text, 17, 2);
    const auto offset = read_offset(text.substr(date_and_time));
    if (!year || !month || !day || !hour || !minute || !second || !offset) return {};
    const std::chrono::year_month_day date{
        std::chrono::year{*year},
        std::chrono::month{static_cast<unsigned>(*month)},
        std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return {};
    return Time{std::chrono::sys_days{date}} + std::chrono::hours{*hour} +
           std::chrono::minutes{*minute} + std::chrono::seconds{*second} - *offset;
}

}  // namespace dialogs::conversation
