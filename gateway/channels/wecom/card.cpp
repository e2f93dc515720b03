#include "gateway/channels/wecom/card.h"

#include "dialogs/language/layout.h"
#include "dialogs/text/clean.h"
#include "gateway/channels/codec/marked.h"

#include <algorithm>

namespace gateway::channels::wecom {
namespace {

// developer.work.weixin.qq.com/document/path/90236, of button_interaction: more of a text or a
// button is not shown on a telephone. One button is no choice.
constexpr std::size_t max_words = 112;
constexpr std::size_t max_button = 10;
constexpr std::size_t min_buttons = 2;
constexpr std::size_t max_buttons = 6;

std::string_view take_until(std::string_view& rest, char end) {
    const auto at = rest.find(end);
    const auto taken = rest.substr(0, at);
    rest.remove_prefix(at == rest.npos ? rest.size() : at + 1);
    return taken;
}

// Others could not be read back.
bool fits(const dialogs::Choice& button) {
    return button.key.find(' ') == std::string::npos &&
           button.label.find('\n') == std::string::npos && !button.label.empty() &&
           dialogs::text::code_points(write_button(button)) <= max_button;
}

}  // namespace

std::optional<Card> card_for(const dialogs::Say& say) {
    const auto count = say.choices.size();
    const bool fit = count >= min_buttons && count <= max_buttons &&
                     dialogs::text::code_points(say.text) <= max_words &&
                     std::ranges::all_of(say.choices, fits);
    if (!fit) return std::nullopt;
    return Card{say.text, say.choices};
}

std::string in_words(const Card& card) {
    return dialogs::language::with_choices(card.words, card.buttons);
}

std::string write_card(const Card& card) {
    std::string lines;
    for (const auto& button : card.buttons)
        lines += (lines.empty() ? "" : "\n") + write_button(button);
    return codec::mark(lines, card.words);
}

std::optional<Card> read_card(std::string_view part) {
    auto [lines, words] = codec::read_marked(part);
    if (lines.empty()) return std::nullopt;
    Card card{std::string(words), {}};
    while (!lines.empty())
        card.buttons.push_back(read_button(take_until(lines, '\n')));
    return card;
}

std::string write_button(const dialogs::Choice& button) { return button.key + ' ' + button.label; }

dialogs::Choice read_button(std::string_view key) {
    dialogs::Choice button;
    button.key = take_until(key, ' ');
    button.label = key;
    return button;
}

}  // namespace gateway::channels::wecom
