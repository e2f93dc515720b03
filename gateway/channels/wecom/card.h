#pragma once
#include "dialogs/effect.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A question whose answers are buttons. A part of the outbox keeps it as its words, marked
// (codec/marked.h) with a line for each button: "1 查政策".

namespace gateway::channels::wecom {

struct Card {
    std::string words;
    std::vector<dialogs::Choice> buttons;
};

// Nothing where there is nothing to choose from, or a card would show only part of it.
std::optional<Card> card_for(const dialogs::Say& say);

// The same for who cannot be shown a card: "请选择：\n1查政策\n2查办理进度".
std::string in_words(const Card& card);

std::string write_card(const Card& card);
// Nothing when the part is ordinary text.
std::optional<Card> read_card(std::string_view part);

// What a button shows, and what comes back when it is pressed: "1 查政策".
std::string write_button(const dialogs::Choice& button);
dialogs::Choice read_button(std::string_view key);

}  // namespace gateway::channels::wecom
