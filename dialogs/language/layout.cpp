#include "dialogs/language/layout.h"

#include <fmt/format.h>

namespace dialogs::language {

std::string with_choices(std::string_view text, std::span<const dialogs::Choice> choices) {
    std::string out(text);
    for (const dialogs::Choice& choice : choices) {
        // A space costs an SMS unit: only "1 80岁补贴" needs one.
        const bool starts_with_digit =
            !choice.label.empty() && choice.label[0] >= '0' && choice.label[0] <= '9';
        out += '\n';
        out += choice.key;
        if (starts_with_digit) out += ' ';
        out += choice.label;
    }
    return out;
}

std::string with_items(std::string_view text, std::span<const Item> items) {
    constexpr std::string_view marks[] = {
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    std::string out(text);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string mark =
            i < std::size(marks) ? std::string(marks[i]) : fmt::to_string(i + 1);
        out += fmt::format("\n（{}）{}：{}", mark, items[i].label, items[i].value);
    }
    return out;
}

std::vector<dialogs::Choice> numbered(const std::vector<Option>& options) {
    std::vector<dialogs::Choice> choices;
    for (const Option& option : options)
        choices.push_back({fmt::to_string(choices.size() + 1), option.label});
    return choices;
}

std::vector<dialogs::Choice> yes_or_no() { return {{"1", "是"}, {"2", "否"}}; }

}  // namespace dialogs::language
