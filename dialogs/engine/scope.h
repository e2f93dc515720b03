#pragma once
#include "dialogs/engine/turn.h"
#include "dialogs/language/expression.h"
#include "dialogs/language/template.h"

#include <chrono>
#include <string>

// What the script's texts and expressions see: slots.x, slots.x.label, result.action.field,
// input.text, session.failures, session.turns, channel.name, handoff.case_no, flow.origin,
// step.ask, step.help, answer.topic, correction.label, correction.value.

namespace dialogs::engine {

// Valid as long as the turn.
language::Scope scope(const Turn& turn);

// The text as this turn's channel has it.
std::string render(const Turn& turn, const language::Text& text);
std::string render(const Turn& turn, const language::Template& text);

// Null, and noted, when the expression fails; null is false.
language::Value evaluate(Turn& turn, const language::Expression& expression);
bool holds(Turn& turn, const language::Expression& expression);

// The calendar day where the people are.
std::chrono::sys_days today(const Context& context);

// The description of the service the person was in before the current flow; empty for none.
std::string origin(const Turn& turn);

}  // namespace dialogs::engine
