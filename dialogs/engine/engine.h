#pragma once
#include "dialogs/effect.h"
#include "dialogs/input.h"
#include "dialogs/language/script.h"
#include "dialogs/session.h"

#include <optional>
#include <string>
#include <vector>

// The conversation engine: no sockets, no clock, no database.
// Everything it wants done comes back as an effect, for gateway/ to carry out.

namespace dialogs {

// A person was asked for and nobody has taken the conversation yet.
struct Waiting {
    bool office_open = true;
    std::string next_open{};  // "明天08:30"
};

// What the engine cannot know by itself. Everything that changes from call to call is here.
struct Context {
    Time now{};
    std::string channel;  // which profile of bot.yaml speaks: "sms", "wechat", "web"
    std::string phone{};  // the person's own number, where the channel tells it
    std::optional<Waiting> waiting{};
};

// One thing that happened inside a turn: for `yimen chat --trace`, the tests and the clerk's "why".
struct Trace {
    std::string
        kind;  // "flow_started", "step_entered", "slot_set", "reask", "digression", "command" …
    std::string where;   // "status.ask_no"
    std::string detail;  // never a sensitive value
};

struct Step {
    Session session;
    std::vector<Effect> effects;
    std::vector<Trace> trace;
    std::optional<std::string> kept_text;  // set when the message held a sensitive value: keep this
                                           // instead of what was written
};

// Advances `session` by one input. The same arguments always give the same step.
//
// When the last effect is a LookUp, an Act or a HandOver, the session waits for the host: call
// again with its answer and this session, until it waits for the person. Never silent: a Heard
// always leads to at least one Say or to a HandOver, unless the session is in a person's hands
// (status handed_over); while that person is still waited for, commands are answered. A broken
// script cannot fail here: it ends in pattern_internal_error, which reaches a person.
Step advance(const Script& script, Session session, const Input& input, const Context& context);

}  // namespace dialogs
