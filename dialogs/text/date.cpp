#include "dialogs/text/date.h"

#include "dialogs/text/birth.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/date_words.h"
#include "dialogs/text/day_remarks.h"
#include "dialogs/text/lunar.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/speech.h"
#include "dialogs/text/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::text {

std::string Date::text() const {
    std::string shown = year ? fmt::format("{:04}", *year) : std::string();
    if (month) shown += fmt::format("{}{:02}", shown.empty() ? "" : "-", *month);
    if (day) shown += fmt::format("-{:02}", *day);
    return shown;
}

std::optional<std::chrono::year_month_day> gregorian(const Date& date) {
    if (!date.year || !date.month || !date.day) return std::nullopt;
    if (date.lunar) return to_gregorian({*date.year, *date.month, date.leap_month, *date.day});
    using namespace std::chrono;
    const auto solar = year{*date.year} / month{*date.month} / day{*date.day};
    return solar.ok() ? std::optional(solar) : std::nullopt;
}

Reading<Date> checked(Date date) {
    using namespace std::chrono;
    const unsigned longest_month = date.lunar ? 30 : 31;
    if (date.year && (*date.year < 1850 || *date.year > 2150)) return refused<Date>("no such year");
    if (date.month && (*date.month < 1 || *date.month > 12)) return refused<Date>("no such date");
    if (date.day && (*date.day < 1 || *date.day > longest_month)) {
        return refused<Date>("no such date");
    }
    const bool whole = date.year && date.month && date.day;
    if (whole && !gregorian(date)) return refused<Date>("no such date");
    const bool leap_month = date.leap_month && date.year && !date.day;
    if (leap_month && !to_gregorian({*date.year, *date.month, true, 1})) {
        return refused<Date>("no such date");
    }
    return understood(date);
}

namespace {

constexpr std::u32string_view openings[] = {
    U"出生年月日是", U"出生年月日",     U"户口本上写的是", U"户口本上写的", U"户口本上是",
    U"户口本上",     U"身份证上写的是", U"身份证上写的",   U"身份证上的是", U"出生日期是",
    U"出生日期",     U"出生年月",       U"出生于",         U"出生",         U"生日是",
    U"生日",         U"生于",           U"日期是",         U"日期",         U"时间是",
    U"时间",         U"身份证上是",     U"身份证上",       U"是",           U"在",
    U"于",
};
constexpr std::u32string_view endings[] = {
    U"刚交",   U"才交", U"出生的", U"出生",   U"生人",   U"生的",   U"生日", U"生",
    U"交的",   U"办的", U"报的",   U"申请的", U"提交的", U"递交的", U"去的", U"来的",
    U"去世的", U"走的", U"那天",   U"当天",   U"的",     U"早上",   U"早晨", U"上午",
    U"中午",   U"下午", U"傍晚",   U"晚上",   U"夜里",   U"凌晨",
};
constexpr std::u32string_view vague[] = {
    U"大概", U"大约", U"左右",   U"前后",   U"差不多", U"可能", U"好像",   U"应该", U"也许",
    U"几",   U"多",   U"前两天", U"这两天", U"过两天", U"上旬", U"中旬",   U"下旬", U"年底",
    U"月底", U"月末", U"周末",   U"最近",   U"刚才",   U"半年", U"半个月", U"半月", U"~",
};
constexpr std::u32string_view spans[] = {U"到", U"至", U"和", U"或"};
// 属马的，今年七十二, if it leaves one year.
Reading<Date> one_of(Reading<std::vector<Date>> births) {
    if (!births) return refused<Date>(std::move(births.why));
    return births->size() == 1 ? understood(births->front()) : refused<Date>("either of two years");
}

// The day of the week has to be the one of the date.
Reading<Date> on_weekday(Reading<Date> date, std::optional<std::chrono::weekday> said) {
    if (!date || !said) return date;
    const auto day = gregorian(*date);
    if (!day) return refused<Date>("not a date");
    const bool agree = std::chrono::weekday{std::chrono::sys_days{*day}} == *said;
    return agree ? date : refused<Date>("another day of the week");
}

// 这个 before 月 or 周 is no filler.
std::u32string_view opened(std::u32string_view text) {
    static constexpr std::u32string_view counted[] = {U"月", U"周", U"星期", U"礼拜"};
    const auto core = strip_front(text, {openings, fillers(), greetings(), persons()});
    const auto before = text.substr(0, text.size() - core.size());
    Cursor cursor(core);
    return before.ends_with(U"这个") && cursor.take_any(counted) ? text.substr(before.size() - 2)
                                                                 : core;
}

Reading<Date> read_date(std::string_view text, std::chrono::year_month_day today) {
    auto letters = join_words(folded(text));
    std::erase_if(letters, [](char32_t letter) { return letter == U'(' || letter == U')'; });
    if (letters.find(U'?') != std::u32string::npos) return refused<Date>("a question");
    const auto trimmed = trim_punctuation(letters);
    if (trimmed.empty()) return refused<Date>("nothing");
    if (auto births = births_by_animal(std::u32string(trimmed), today))
        return one_of(*std::move(births));
    if (trimmed.find(U'岁') != trimmed.npos) return refused<Date>("an age, not a date");
    if (contains_any(trimmed, vague)) return refused<Date>("approximate");
    auto said = strip_back(opened(trimmed), {endings, particles(), thanks()});
    if (contains_any(said, spans)) return refused<Date>("more than one date");
    said = without_clock(said);
    const auto weekday = take_weekday_remark(said);
    if (auto relative = relative_date(said, today)) return on_weekday(*relative, weekday);
    return on_weekday(calendar_date(said, today), weekday);
}

}  // namespace

Reading<Date> date(std::string_view text, std::chrono::year_month_day today) {
    return read_speech(text, [today](std::string_view said) { return read_date(said, today); });
}

}  // namespace dialogs::text
