#pragma once
#include "dialogs/effect.h"
#include "dialogs/message.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

// A conversation as it stands between two inputs: a plain value. Its JSON form is in
// dialogs/engine/session_codec.h.

namespace dialogs {

constexpr int session_format = 1;

enum class SessionStatus {
    idle,         // nothing is being asked: the next message is greeted
    active,       // a step waits for the person, or for the host
    handed_over,  // a person has it: the bot is silent
    expired,      // silent for too long: the next message may take it up again
};

// A flow under way and the step it stands at.
struct Frame {
    std::string flow;
    std::string step;
    int attempts = 0;     // answers not understood at this step since it was entered
    int digressions = 0;  // side questions answered in a row while this step waited
    bool asked = false;   // its question has been put to the person
    std::string field{};  // the slot in question: at a form, or while one is being told anew
    std::vector<std::string> skipped{};  // of a form: left empty on purpose
    bool verifying = false;  // the flow above is to get the grant that the step requires

    bool operator==(const Frame&) const = default;
};

// A value the person gave or a script set.
struct Slot {
    std::string value;  // canonical: "120260000011", "130224100"
    std::string label;  // as a message shows it: "倴城镇"; empty when it is the value itself
    std::string raw;    // as it was written; empty for sensitive slots
    std::string flow;   // whose declaration says how long it is kept
    bool sensitive = false;  // never traced, shown or handed over; dropped once used
    Time set_at{};

    bool operator==(const Slot&) const = default;
};

// A verified claim, good for a while: what `requires` asks for.
struct Grant {
    std::string subject;
    Time until{};

    bool operator==(const Grant&) const = default;
};

// A prompt that was answered: where 返回 goes back to.
struct Point {
    std::vector<Frame> stack;
    std::vector<std::string> slots;  // set by that answer: cleared on the way back
    bool acted = false;              // something was done since that going back does not undo

    bool operator==(const Point&) const = default;
};

// What can be picked from a list: a passage, or words that the person may have meant.
struct Candidate {
    std::string topic;  // empty: picking it says its title
    std::string title;

    bool operator==(const Candidate&) const = default;
};

enum class Question { look_up, act, hand_over };

// What the host was asked and has not answered yet.
struct Pending {
    Question question = Question::look_up;
    std::string action;       // of an act
    std::string choice;       // of a menu: what was picked, when it leads on after the answer
    bool digression = false;  // a side question: its answer returns to the step that waited
    bool doubted = false;     // an answer in free words that reads like a question

    bool operator==(const Pending&) const = default;
};

// An answer that may have been a question: the person is asked which.
struct Doubt {
    std::string text;
    std::string topic;  // the article that would answer it

    bool operator==(const Doubt&) const = default;
};

// A flow that was put aside, to be gone on with at 继续.
struct Suspended {
    std::vector<Frame> stack;  // empty: the script has the flow no more, and 继续 is told so
    std::map<std::string, Slot> slots;
    Time until{};
    std::string moved{};  // as that of the session, for whoever writes 继续

    bool operator==(const Suspended&) const = default;
};

struct Session {
    int format = session_format;
    std::string script_digest;  // the script it was last advanced by
    SessionStatus status = SessionStatus::idle;
    std::vector<Frame> stack;  // the innermost flow last
    std::map<std::string, Slot> slots;
    std::map<std::string, std::map<std::string, std::string>>
        results;  // the last one of each action
    std::map<std::string, Grant> grants;
    std::optional<Pending> pending;
    std::string input;  // the message of this turn as written; empty when it held a sensitive value
    std::vector<Point> history;    // answered prompts, the latest last; bounded
    std::vector<Say> last_prompt;  // the last turn's replies, for 再说一遍
    std::vector<Say> unsent;       // replies of this turn, kept back until the host has answered
    std::string origin;            // the flow the person was in when handed over
    std::string topic;             // the article answered last
    std::string topic_title;
    std::string topic_source;
    std::string topic_brief_source;
    std::string topic_office;           // who decides it, when not we
    std::vector<std::string> facets;    // what else can be asked about it
    std::vector<Candidate> candidates;  // those offered to choose from
    std::map<std::string, std::string>
        handoff;             // case_no, next_open …: what messages call handoff.*
    bool meanwhile = false;  // a person is waited for, and the bot was asked to go on till then
    std::optional<Doubt> doubt;
    std::optional<Suspended> suspended;
    bool owed = false;                  // the person wrote and has had no reply yet
    int failures = 0;                   // answers and questions in a row that came to nothing
    int turns = 0;                      // messages heard in this session
    int steps = 0;                      // taken since the person last wrote
    std::map<std::string, int> visits;  // of each step since the conversation last led to something
    Time heard_at{};  // when the person last wrote, or was asked something by itself
    // What a new script did to it since then: "re_asked", "rewound", "cleared" (rewound, and not
    // all that was told is left) or "ended"; else empty. See dialogs/engine/migration.h.
    std::string moved;

    bool operator==(const Session&) const = default;
};

}  // namespace dialogs
