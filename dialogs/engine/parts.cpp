#include "dialogs/engine/parts.h"

#include "dialogs/engine/understanding.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

constexpr std::string_view separators[] = {
    "，", ",", "。", "；", ";", "！", "!", "\n", "还有", "另外"};

void add_part(std::string_view part, std::vector<std::string>& parts) {
    while (part.starts_with(' '))
        part.remove_prefix(1);
    while (part.ends_with(' '))
        part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
}

}  // namespace

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto* const found =
            std::find_if(std::begin(separators), std::end(separators), [&](std::string_view mark) {
                return text.substr(at).starts_with(mark);
            });
        if (found == std::end(separators)) {
            ++at;
            continue;
        }
        add_part(text.substr(from, at - from), parts);
        at += found->size();
        from = at;
    }
    add_part(text.substr(from), parts);
    return parts;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        if (text[at] != ' ' || (is_digit(text[at - 1]) && is_digit(text[at + 1]))) continue;
        add_part(text.substr(from, at - from), parts);
        from = at;
    }
    add_part(text.substr(from), parts);
    return parts;
}

}  // namespace dialogs::engine
