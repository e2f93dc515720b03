#pragma once
#include "dialogs/effect.h"
#include "dialogs/engine/engine.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// What came of a conversation's input: still only a plan, until it is kept.

namespace gateway::turns {

// A person was asked for, and the number the resident is told.
struct Handover {
    dialogs::HandOver wanted;
    std::string case_no;
    bool joined = false;  // to the case that was open already
};

// A question that found no answer or several, as it was written.
struct Unsettled {
    std::string question;
    dialogs::Outcome outcome = dialogs::Outcome::none;  // none or clarify
    std::vector<std::string> topics;                    // those offered
};

struct Played {
    dialogs::Session session;
    std::vector<dialogs::Say> says;
    std::vector<dialogs::Remind> reminders;
    std::optional<Handover> handover;
    std::string kept_text;            // the message as it may be kept
    std::string held;                 // kept back for the rest of it, and not answered yet
    std::chrono::seconds held_for{};  // a call that can carry the answer is kept open; 0: it is not
    std::vector<Unsettled> unsettled;
    std::string looked_up;                   // the last question that the articles were asked
    std::vector<dialogs::Outcome> outcomes;  // of what was looked up
    std::vector<dialogs::Trace> trace;
};
// Handed on rather than moved: with the session in it, it is a thousand bytes and more.
using PlayedPtr = std::unique_ptr<Played>;

// Makes one of two that were played one after the other: what `before` brought comes first, the
// session and what is kept of the message are those of `after`.
void put_before(Played& after, Played&& before);

}  // namespace gateway::turns
