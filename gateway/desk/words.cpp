#include "gateway/desk/words.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/id_card.h"
#include "dialogs/text/phone.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace gateway::desk {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> reasons{{
    {"asked", "居民要求人工"},
    {"not_understood", "机器人没听懂"},
    {"no_answer", "没有合适的答案"},
    {"failure", "机器人出错"},
    {"call_wanted", "微信发不出去，要打电话"},
    {"emergency", "紧急"},
    {"emergency:suicide", "紧急：有轻生风险"},
    {"emergency:medical", "紧急：有人受伤或急病"},
    {"emergency:violence", "紧急：有人被打或受威胁"},
    {"emergency:fire", "紧急：火灾或煤气"},
    {"emergency:child", "紧急：孩子有危险"},
}};

std::string bare_number(std::string_view sender) {
    if (sender.starts_with("+86")) sender.remove_prefix(3);
    return std::string(sender);
}

}  // namespace

std::string shown_address(const dialogs::Address& address) {
    const auto number = bare_number(address.sender);
    if (dialogs::text::is_mobile(number) || dialogs::text::is_landline(number)) {
        return dialogs::text::mask_phone(number);
    }
    const auto letters = dialogs::text::to_utf32(address.sender);
    const auto from = letters.size() > 4 ? letters.size() - 4 : 0;
    return "访客 " + dialogs::text::to_utf8(std::u32string_view(letters).substr(from));
}

std::string shown_reason(std::string_view reason) {
    for (const auto& [known, words] : reasons) {
        if (known == reason) return std::string(words);
    }
    return reason.starts_with("emergency:") ? "紧急" : std::string(reason);
}

std::string shown_time(dialogs::Time time) {
    using namespace std::chrono;
    const auto local = floor<seconds>(time) + hours(8);
    const auto day = floor<days>(local);
    const year_month_day date(day);
    const hh_mm_ss clock(local - day);
    return fmt::format(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+08:00",
        int(date.year()),
        unsigned(date.month()),
        unsigned(date.day()),
        clock.hours().count(),
        clock.minutes().count(),
        clock.seconds().count()
    );
}

std::string shortened(std::string_view text, std::size_t letters) {
    const auto all = dialogs::text::to_utf32(text);
    if (all.size() <= letters) return std::string(text);
    return dialogs::text::to_utf8(std::u32string_view(all).substr(0, letters)) + "…";
}

}  // namespace gateway::desk
