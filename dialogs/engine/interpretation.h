#pragma once
#include "dialogs/engine/turn.h"

// What a message means to a conversation. It is taken by exactly one of, in this order: a command,
// an answer to the question that waits, a correction of an earlier answer, a side question or
// another service, and otherwise counts as not understood.

namespace dialogs::engine {

// The top frame waits for the person, or is to be asked first.
void interpret(Turn& turn);

// Whether it says something in words: no number, no mere particle.
bool is_wordy(const text::Normalised& message);

// "不对，是李家庄": false when the message corrects nothing.
bool correct(Turn& turn, const language::Step& step);

// Another service's name, or a question: false when it is none, or may not interrupt.
bool digress(Turn& turn, const language::Step& step);

}  // namespace dialogs::engine
