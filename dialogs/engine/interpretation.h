#pragma once
#include "dialogs/engine/turn.h"

// What a message means to a conversation. It is taken by exactly one of, in this order: a command,
// a correction that names what is wrong, an answer to the question that waits, any other
// correction, a question which of several things it means, a side question or another service, and
// otherwise counts as not understood. Which one it was is traced as "took".

namespace dialogs::engine {

// The top frame waits for the person, or is to be asked first.
void interpret(Turn& turn);

// The message as the answer to what the step asks; false when it is none.
bool take_answer(Turn& turn, const language::Step& step);

// "村名错了，是李家庄", "改第2项", "说错了": says itself what is to be changed. False when the
// message corrects nothing.
bool correct_named(Turn& turn, const language::Step& step);
// "不对，是李家庄": what was told last, or what is asked now.
bool correct(Turn& turn, const language::Step& step);

// The message as one of the words that mean something here, a command, a choice or a service. How
// it was taken, as in the trace; nullptr when it was not.
const char* take_words(Turn& turn, const language::Step& step);

// The same for what it says in plain words, or sounds like. What sounds like several is asked
// about.
const char* take_other_words(Turn& turn, const language::Step& step);

// The whole message is what starts a service.
bool is_trigger(const Turn& turn);

// Another flow's name, be it only a greeting's.
bool names_a_flow(const Turn& turn);

// The service whose name the message is; nullptr when it is none, or may not interrupt.
const language::Flow* service_named(const Turn& turn, const language::Step& step);
// False when there is none.
bool begin_named_service(Turn& turn, const language::Step& step);

// Another service's name, or a question: false when it is none, or may not interrupt.
bool digress(Turn& turn, const language::Step& step);

}  // namespace dialogs::engine
