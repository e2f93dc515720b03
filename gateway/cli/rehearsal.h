#pragma once
#include "dialogs/engine/engine.h"
#include "gateway/turns/bundle.h"

#include <functional>
#include <vector>

// A conversation played in memory, for people who write scripts: the county's articles answer,
// nothing is kept and nobody is called.

namespace gateway::cli {

struct Answered {
    dialogs::Effect question;
    dialogs::Input answer;
};

struct Rehearsed {
    dialogs::Session session;
    std::vector<dialogs::Say> says;
    std::vector<dialogs::Remind> reminders;
    std::vector<dialogs::Trace> trace;
    std::vector<Answered> answered;  // what was asked of the host, and what it answered
};

// What becomes of an action other than asking for office hours.
using ActAnswer = std::function<dialogs::Input(const dialogs::Act&)>;

// One input by `script`, which need not be the bundle's own.
Rehearsed rehearse(
    const turns::Bundle& bundle,
    const dialogs::Script& script,
    dialogs::Session session,
    dialogs::Input input,
    const dialogs::Context& context,
    const ActAnswer& act
);

// What was said, as `status.ask_no`.
std::vector<std::string> steps_of(const Rehearsed& played);

// A message, with the danger it may speak of.
dialogs::Input heard(
    std::string text, dialogs::Time at, dialogs::MessageKind kind = dialogs::MessageKind::text
);

}  // namespace gateway::cli
