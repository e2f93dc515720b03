#pragma once
#include "dialogs/engine/engine.h"
#include "dialogs/text/normalise.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// What one call of advance() works on. The rooms of this folder are functions over it.

namespace dialogs::engine {

enum class State {
    running,  // the top frame's step is to be begun
    waiting,  // for the person, or for the host if `question` is set
    over,     // nothing is being asked any more
};

struct Turn {
    const Script& script;
    const Context& context;
    Session session;
    State state = State::waiting;
    std::string kind{};        // of this call's message: "text", "voice" …
    text::Normalised heard{};  // this call's message; empty when it was not a Heard
    bool afresh = false;       // the message was taken for the first of a fresh conversation
    std::optional<Effect> question{};  // to the host
    std::vector<Effect> reminders{};
    std::vector<Trace> trace{};
    std::optional<std::string> kept_text{};
    std::vector<Say> previous{};                              // the last turn's replies
    std::map<std::string, std::string, std::less<>> extra{};  // "correction.label" …, for texts
};

// The step on top of the stack; nullptr when the stack is empty or the script has no such step.
const language::Step* current_step(const Turn& turn);
Frame& top(Turn& turn);

// The same where there is one: what the host answers is not looked at before (engine.cpp), and a
// step leads only to steps there are.
const language::Step& standing_at(const Turn& turn);
// What the step on top does, if it does that; nullptr for another kind of step.
template <class Kind>
const Kind* kind_here(const Turn& turn) {
    return std::get_if<Kind>(&standing_at(turn).kind);
}

// "status.ask_no"
std::string place(const Frame& frame);

const language::ChannelProfile& profile(const Turn& turn);

void note(Turn& turn, std::string kind, std::string where, std::string detail = {});

// Puts a reply into this turn's. `where` says which text of the script it is.
void say(Turn& turn, Say reply);

// What goes wrong in the flow on top, in a word for the clerk; a handoff may tell it.
void remember_error(Turn& turn, const std::string& what);

// Channels with few messages a turn get the first ones joined into one; where a message may cost
// only so many segments they stay apart rather than cost more.
std::vector<Say> joined(std::vector<Say> replies, const language::ChannelProfile& channel);

}  // namespace dialogs::engine
