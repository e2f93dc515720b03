#pragma once
#include "dialogs/effect.h"
#include "dialogs/message.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

// What the shell itself understands of a message before the conversation sees it. Pure.

namespace gateway::turns {

// The town or village a QR code stands for, from "qrscene_130224100" or "130224100"; empty if none.
std::string scene_of(const dialogs::Message& message);

// An event as the words it stands for: a menu click is its key, a follower is greeted. Nothing for
// events that need no answer, as "enter": somebody came in who may not be greeted.
std::optional<dialogs::Message> as_words(dialogs::Message message);

// A button that came with what was written on it.
bool is_button(const dialogs::Message& message);

// What it says: its key, where the question that is open offers just that; else what was written on
// it, for under an old question the same number means something else by now.
std::string pressed(const dialogs::Message& button, std::span<const dialogs::Choice> open);

// A voice that nobody has put into words.
bool is_unheard(const dialogs::Message& message);

}  // namespace gateway::turns
