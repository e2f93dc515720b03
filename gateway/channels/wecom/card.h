#pragma once
#include "dialogs/effect.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A reply's buttons as a part of the outbox keeps them: U+001E, the title, and for each button
// U+001E, its key, U+001F, its label. No text a person sees holds such characters.

namespace gateway::channels::wecom {

// What a card of the provider holds.
constexpr std::size_t max_buttons = 6;

struct Card {
    std::string title;
    std::vector<dialogs::Choice> buttons;
};

std::string write_card(const Card& card);
// Nothing when the part is ordinary text.
std::optional<Card> read_card(std::string_view part);

}  // namespace gateway::channels::wecom
