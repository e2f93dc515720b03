#include "gateway/cli/today.h"

#include <cstdio>
#include <string>

namespace gateway::cli {
namespace {

namespace chrono = std::chrono;

constexpr chrono::hours china_ahead{8};

chrono::year_month_day local_day(chrono::sys_seconds utc) {
    return chrono::year_month_day(chrono::floor<chrono::days>(utc + china_ahead));
}

// "Z", "+08:00", "+0800" or nothing.
std::optional<chrono::minutes> offset_of(const std::string& text) {
    if (text.empty()) return china_ahead;
    if (text == "Z" || text == "z") return chrono::minutes(0);
    char sign = 0;
    int hours = 0;
    int minutes = 0;
    int read = 0;
    const bool colon =
        std::sscanf(text.c_str(), "%c%2d:%2d%n", &sign, &hours, &minutes, &read) == 3;
    const bool plain =
        !colon && std::sscanf(text.c_str(), "%c%2d%2d%n", &sign, &hours, &minutes, &read) == 3;
    if ((!colon && !plain) || read != static_cast<int>(text.size()) || (sign != '+' && sign != '-'))
        return std::nullopt;
    const auto offset = chrono::hours(hours) + chrono::minutes(minutes);
    return sign == '+' ? offset : -offset;
}

}  // namespace

std::optional<chrono::year_month_day> today_in_china(const char* iso_time) {
    if (!iso_time) return local_day(chrono::floor<chrono::seconds>(chrono::system_clock::now()));
    const std::string text(iso_time);
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int read = 0;
    if (std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &read) != 3)
        return std::nullopt;
    const chrono::year_month_day date{chrono::year(year), chrono::month(month), chrono::day(day)};
    if (!date.ok()) return std::nullopt;
    auto rest = text.substr(static_cast<std::size_t>(read));
    if (rest.empty()) return date;

    int hour = 0;
    int minute = 0;
    int used = 0;
    if (std::sscanf(rest.c_str(), "%*1[Tt ]%2d:%2d%n", &hour, &minute, &used) != 2)
        return std::nullopt;
    rest.erase(0, static_cast<std::size_t>(used));
    int second = 0;
    if (std::sscanf(rest.c_str(), ":%2d%n", &second, &used) == 1)
        rest.erase(0, static_cast<std::size_t>(used));
    if (!rest.empty() && rest.front() == '.')
        rest.erase(0, rest.find_first_not_of("0123456789", 1));
    const auto offset = offset_of(rest);
    if (!offset || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    const chrono::sys_seconds utc = chrono::sys_days(date) + chrono::hours(hour) +
                                    chrono::minutes(minute) + chrono::seconds(second) - *offset;
    return local_day(utc);
}

}  // namespace gateway::cli
