#include "gateway/channels/codec/retry_after.h"

#include "gateway/channels/codec/digits.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gateway::channels::codec {
namespace {

constexpr std::chrono::seconds longest{3600};

// RFC 9110's IMF-fixdate, the only form that servers send.
std::optional<std::chrono::sys_seconds> date_of(std::string_view text) {
    namespace chrono = std::chrono;
    constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
    const auto month = std::ranges::find(months, text.substr(8, 3));
    const auto day = number_at(text, 5, 2);
    const auto year = number_at(text, 12, 4);
    const auto hour = number_at(text, 17, 2);
    const auto minute = number_at(text, 20, 2);
    const auto second = number_at(text, 23, 2);
    if (month == months.end() || !day || !year || !hour || !minute || !second) return std::nullopt;
    const auto number = static_cast<unsigned>(month - months.begin()) + 1;
    const auto date = chrono::year(*year) / chrono::month(number) / *day;
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return chrono::sys_days(date) + chrono::hours(*hour) + chrono::minutes(*minute) +
           chrono::seconds(*second);
}

}  // namespace

std::optional<std::chrono::seconds> retry_after(const http::Answer& answer) {
    const auto text = answer.header("Retry-After");
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (!text.empty() && error == std::errc() && rest == end && value >= 0)
        return std::chrono::seconds(std::min<std::int64_t>(value, longest.count()));
    const auto until = date_of(text);
    const auto now = date_of(answer.header("Date"));
    if (!until || !now) return std::nullopt;
    return std::clamp<std::chrono::seconds>(*until - *now, std::chrono::seconds(0), longest);
}

}  // namespace gateway::channels::codec
