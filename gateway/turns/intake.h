#pragma once
#include "dialogs/message.h"

#include <optional>
#include <string>
#include <string_view>

// What the shell itself understands of a message before the conversation sees it. Pure.

namespace gateway::turns {

// The town or village a QR code stands for, from "qrscene_130224100" or "130224100"; empty if none.
std::string scene_of(const dialogs::Message& message);

// An event as the words it stands for: a menu click is its key, a follower is greeted. Nothing for
// events that need no answer, as "enter": somebody came in who may not be greeted.
std::optional<dialogs::Message> as_words(dialogs::Message message);

// A voice that nobody has put into words.
bool is_unheard(const dialogs::Message& message);

}  // namespace gateway::turns
