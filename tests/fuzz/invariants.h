#pragma once
#include "dialogs/conversation/player.h"

#include <string>
#include <vector>

// What must hold after every turn, whatever was written.

namespace dialogs::fuzz {

// Who has the conversation before a message comes.
enum class Hands { bot, queue, clerk };

// In words; empty while all holds.
std::vector<std::string> wrong_with_turn(
    const Script& script,
    const std::string& channel,
    const conversation::Reaction& turn,
    const Session& after
);
std::vector<std::string> wrong_with_answer(
    const Heard& heard, Hands hands, const conversation::Reaction& turn, const Session& after
);

}  // namespace dialogs::fuzz
