#pragma once
#include "dialogs/engine/turn.h"

// How a conversation begins, ends, lies still and is taken up again.

namespace dialogs::engine {

// A fresh conversation stands before the entry flow's first question, not asked yet.
void begin_session(Turn& turn);

// Takes this turn's message as the first of a fresh conversation.
void begin_afresh(Turn& turn);

// Nothing is being asked any more. Whoever wrote and got no reply is shown the entry flow.
void finish(Turn& turn);

// The first message after a long silence: a late answer is an answer, a fresh question is answered,
// and anything else is offered to go on where it stopped.
void take_up(Turn& turn);

// Of a session that has expired: what was last spoken of, and after some days what was told.
void forget_expired(Turn& turn);

// Whether the question need not be answered: any other words are taken as if it had not been asked.
bool is_by_the_way(const language::Step& step);

// Whether the session has been silent for longer than the channel's sessions last.
bool has_expired(const Turn& turn);

// Whether something was being done that would be missed.
bool is_worth_resuming(const Turn& turn);

}  // namespace dialogs::engine
