#include "gateway/config/quiet_hours.h"

namespace gateway::config {
namespace {

using std::chrono::minutes;
constexpr minutes day{24 * 60};
constexpr std::chrono::hours china_time{8};

std::optional<minutes> read_time(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const auto at : {0U, 1U, 3U, 4U})
        if (!is_digit(text[at])) return std::nullopt;
    const auto hour = (text[0] - '0') * 10 + (text[1] - '0');
    const auto minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour > 23 || minute > 59) return std::nullopt;
    return minutes(hour * 60 + minute);
}

}  // namespace

std::optional<QuietHours> read_quiet_hours(std::string_view text) {
    if (text == "none") return QuietHours{minutes(0), minutes(0)};
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto from = read_time(text.substr(0, dash));
    const auto to = read_time(text.substr(dash + 1));
    if (!from || !to) return std::nullopt;
    return QuietHours{*from, *to};
}

std::optional<dialogs::Time> quiet_until(const QuietHours& hours, dialogs::Time now) {
    if (hours.from == hours.to) return std::nullopt;
    const auto local = now + china_time;
    const auto midnight = std::chrono::floor<std::chrono::days>(local);
    const auto since = std::chrono::floor<minutes>(local - midnight);
    const bool over_night = hours.to < hours.from;
    const bool is_quiet = over_night ? since >= hours.from || since < hours.to
                                     : since >= hours.from && since < hours.to;
    if (!is_quiet) return std::nullopt;
    const bool tomorrow = over_night && since >= hours.from;
    return dialogs::Time(midnight + hours.to + (tomorrow ? day : minutes(0)) - china_time);
}

}  // namespace gateway::config
