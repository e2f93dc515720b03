#include "dialogs/language/layout.h"

#include <fmt/format.h>

namespace dialogs::language {

std::string with_choices(std::string_view text, std::span<const dialogs::Choice> choices) {
    std::string out(text);
    for (const dialogs::Choice& choice : choices)
        out += fmt::format("\n{} {}", choice.key, choice.label);
    return out;
}

std::vector<dialogs::Choice> numbered(const std::vector<Option>& options) {
    std::vector<dialogs::Choice> choices;
    for (const Option& option : options)
        choices.push_back({fmt::to_string(choices.size() + 1), option.label});
    return choices;
}

}  // namespace dialogs::language
