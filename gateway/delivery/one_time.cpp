#include "gateway/delivery/one_time.h"

#include <algorithm>
#include <array>

namespace gateway::delivery {
namespace {

constexpr std::array<std::string_view, 6> names{
    "验证码", "校验码", "动态码", "动态密码", "一次性密码", "确认码"};
constexpr std::size_t shortest = 4;
constexpr std::size_t longest = 8;  // longer ones are numbers of cases or telephones

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool holds_short_number(std::string_view text) {
    while (!text.empty()) {
        const auto digits = std::ranges::find_if_not(text, is_digit) - text.begin();
        const auto length = static_cast<std::size_t>(digits);
        if (length >= shortest && length <= longest) return true;
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return false;
}

}  // namespace

bool holds_code(std::string_view text) {
    const bool named = std::ranges::any_of(names, [text](std::string_view name) {
        return text.find(name) != std::string_view::npos;
    });
    return named && holds_short_number(text);
}

}  // namespace gateway::delivery
