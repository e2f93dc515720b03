#include "dialogs/text/day_remarks.h"

#include "dialogs/text/cursor.h"
#include "dialogs/text/date_words.h"

namespace dialogs::text {

namespace {

constexpr std::u32string_view times_of_day[] = {
    U"早上",
    U"早晨",
    U"清早",
    U"一早",
    U"上午",
    U"中午",
    U"下午",
    U"傍晚",
    U"晚上",
    U"夜里",
    U"半夜",
    U"凌晨",
};
constexpr std::u32string_view week_names[] = {U"星期", U"礼拜", U"周"};
constexpr std::u32string_view ends_of_day = U"日号天儿个晚早夜 ";
constexpr std::u32string_view nearby = U"上下这本个的每";

bool take_hour_or_minute(Cursor& cursor) {
    const auto number = take_month_day(cursor);
    return number.has_value();
}

// 3点, 3点半, 三点二十分, 9:30
bool is_clock(std::u32string_view text) {
    Cursor cursor(text);
    cursor.take(U"的");
    cursor.take_any(times_of_day);
    if (!take_hour_or_minute(cursor)) return false;
    if (cursor.take(U":")) return cursor.take_ascii(2, 2).has_value() && cursor.at_end();
    if (!cursor.take(U"点")) return false;
    static constexpr std::u32string_view ends[] = {U"半", U"钟", U"整", U"一刻", U"三刻"};
    if (cursor.take_any(ends) || cursor.at_end()) return cursor.at_end();
    if (is_ascii_digit(cursor.peek())) {
        if (!cursor.take_ascii(1, 2)) return false;
    } else if (!take_hour_or_minute(cursor)) {
        return false;
    }
    cursor.take(U"分");
    return cursor.at_end();
}

std::optional<std::chrono::weekday> take_named_weekday(Cursor& cursor) {
    if (!cursor.take_any(week_names)) return std::nullopt;
    const auto day = take_weekday(cursor);
    if (!day) return std::nullopt;
    return std::chrono::weekday{static_cast<unsigned>(*day % 7)};
}

}  // namespace

std::u32string_view without_clock(std::u32string_view text) {
    constexpr std::size_t longest_clock = 12;
    const std::size_t first = text.size() > longest_clock ? text.size() - longest_clock : 1;
    for (std::size_t at = first; at < text.size(); ++at) {
        const bool after_day = ends_of_day.find(text[at - 1]) != std::u32string_view::npos;
        Cursor cursor(text.substr(at));
        if ((after_day || cursor.take_any(times_of_day)) && is_clock(text.substr(at))) {
            return text.substr(0, at);
        }
    }
    return text;
}

std::optional<std::chrono::weekday> take_weekday_remark(std::u32string_view& text) {
    Cursor front(text);
    if (const auto day = take_named_weekday(front); day && !front.at_end()) {
        text = trim_punctuation(front.rest());
        return day;
    }
    constexpr std::size_t longest_remark = 3;
    for (std::size_t length = 2; length <= longest_remark && length < text.size(); ++length) {
        const auto at = text.size() - length;
        Cursor back(text.substr(at));
        const auto day = take_named_weekday(back);
        const bool near = nearby.find(text[at - 1]) != std::u32string_view::npos;
        if (!day || !back.at_end() || near) continue;
        text = trim_punctuation(text.substr(0, at));
        return day;
    }
    return std::nullopt;
}

}  // namespace dialogs::text
