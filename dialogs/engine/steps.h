#pragma once
#include "dialogs/engine/route.h"
#include "dialogs/engine/turn.h"

#include <string>

// One overload a kind of step, each kind in a file of its own. `begin` is the step's turn to act;
// `heard` offers it the person's message while it waits, and is false when that is no answer to it.

namespace dialogs::engine {

void begin(Turn& turn, const language::Step& step, const language::Route& route);
void begin(Turn& turn, const language::Step& step, const language::Say& words);
void begin(Turn& turn, const language::Step& step, const language::Collect& collect);
void begin(Turn& turn, const language::Step& step, const language::Menu& menu);
void begin(Turn& turn, const language::Step& step, const language::Confirm& confirm);
void begin(Turn& turn, const language::Step& step, const language::Answer& answer);
void begin(Turn& turn, const language::Step& step, const language::Action& action);
void begin(Turn& turn, const language::Step& step, const language::Set& set);
void begin(Turn& turn, const language::Step& step, const language::Call& to);
void begin(Turn& turn, const language::Step& step, const language::Link& to);
void begin(Turn& turn, const language::Step& step, const language::Handoff& handoff);
void begin(Turn& turn, const language::Step& step, const language::Form& form);
void begin(Turn& turn, const language::Step& step, const language::Review& review);
void begin(Turn& turn, const language::Step& step, const language::ChooseSlot& choose);

bool heard(Turn& turn, const language::Step& step, const language::Collect& collect);
bool heard(Turn& turn, const language::Step& step, const language::Menu& menu);
bool heard(Turn& turn, const language::Step& step, const language::Confirm& confirm);
bool heard(Turn& turn, const language::Step& step, const language::Form& form);
bool heard(Turn& turn, const language::Step& step, const language::Review& review);
bool heard(Turn& turn, const language::Step& step, const language::ChooseSlot& choose);
template <class Other>
bool heard(Turn&, const language::Step&, const Other&) {
    return false;
}

// Asks the host for passages.
void look_up(Turn& turn, LookUp wanted, Pending pending);
void on_found(Turn& turn, const Pending& pending, const Found& found);

void on_done(Turn& turn, const Done& done);
void on_failed(Turn& turn);

void on_handed_over(Turn& turn, const HandedOver& handed);
void on_returned(Turn& turn, const Returned& returned);
// The time promised for a clerk's answer is over: the person is told, and still waits for them.
void on_overdue(Turn& turn);
// While nobody has told whoever waits in a person's queue that it takes long: TimedOut "sla" comes
// back, or "sla_working" where only the office's hours count, which the host knows.
void remind_of_sla(Turn& turn);
// Without any flow: what is left when the script itself fails.
void hand_over_plainly(Turn& turn);
// Danger: its text is said at once and a person is called, whatever was being done.
void raise_alarm(Turn& turn, const Alarm& alarm);

}  // namespace dialogs::engine
