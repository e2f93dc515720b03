#pragma once
#include "dialogs/engine/turn.h"

// Between the asking for a person and his coming: what is told to him is his to answer, but nobody
// who says 菜单 or 帮助, or asks whether anybody is there, is left without a word.

namespace dialogs::engine {

// Whether the message is a command or asks for a sign (在吗, 还要等多久), and somebody is still
// waited for.
bool is_for_bot(const Turn& turn);

// Takes what was heard. 菜单, 重新开始 and 继续 give the talk to the bot until the
// person comes; anything else is told when that will be.
void speak_meanwhile(Turn& turn);

// Forgets who was asked for and why; of one who is still waited for only why.
void forget_handoff(Session& session);

}  // namespace dialogs::engine
