#pragma once
#include "dialogs/message.h"

#include <optional>
#include <string>
#include <string_view>

// What the shell itself understands of a message before the conversation sees it. Pure.

namespace gateway::turns {

enum class Consent { none, stop, start };

// 退订, TD, T … as the whole message, however it is written; "怎么退订" is a question and is not
// meant.
Consent consent_of(std::string_view text);

// The town or village a QR code stands for, from "qrscene_130224100" or "130224100"; empty if none.
std::string scene_of(const dialogs::Message& message);

// An event as the words it stands for: a menu click is its key, a follower is greeted. Nothing for
// events that need no answer.
std::optional<dialogs::Message> as_words(dialogs::Message message);

}  // namespace gateway::turns
