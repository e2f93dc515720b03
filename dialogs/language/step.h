#pragma once
#include "dialogs/effect.h"
#include "dialogs/language/expression.h"
#include "dialogs/language/problem.h"
#include "dialogs/language/template.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// One step of a flow. The kinds are what the step does; everything common to several is in Step.

namespace dialogs::language {

enum class Destination {
    none,                  // not written in the script
    step,                  // of the same flow
    flow,                  // another flow; whether it returns is up to what leads there
    end,                   // END: the flow is over
    back,                  // RETURN: to whoever called
    resume,                // RESUME: the interrupted session goes on
    restart,               // RESTART: the interrupted flow starts again
    discard_and_continue,  // DISCARD_AND_CONTINUE: forget the interrupted flow, take this message
                           // as a fresh one
    resume_at_checkpoint,  // RESUME_AT_CHECKPOINT
};

struct Target {
    Destination to = Destination::none;
    std::string name;  // of the step or flow
    Mark mark;

    explicit operator bool() const { return to != Destination::none; }
};

struct Branch {
    std::optional<Expression> when;  // none: else
    Target then;
};

// Where it goes on: the first branch that holds. A plain target is one branch without a condition.
struct Next {
    std::string answer_facet;        // first answer this part of the topic shown last ("materials")
    std::vector<std::string> clear;  // first empty these slots
    std::vector<Branch> branches;    // empty: not written
    Mark mark;
};

// `if` true means the value is refused: `say` it, empty `clear` and ask again.
struct Validation {
    Expression when;
    Text say;
    std::vector<std::string> clear;
};

// What every step that waits for the person has.
struct Prompt {
    Text ask;
    std::vector<Text> reask;  // the first is said after the first miss; the last one repeats
    Text help;
    bool interruptible = true;
    int max_attempts = 3;
    Target on_max_attempts;
    Target on_unknown;  // 不知道, 没有, 忘了; none: counts as not understood
};

struct Say {
    Text text;
};

struct Collect {
    std::string slot;
    bool ask_before_filling = false;  // ask even when the slot is filled already
    std::vector<Validation> validate;
};

struct Choice {
    std::string id;  // of a command choice: the command's
    std::string key;
    std::string label;
    std::vector<std::string> synonyms;
    std::string command;  // non-empty: picking it runs this command, and `next` is unused
    Next next;
    Mark mark;
};

struct Menu {
    std::vector<Choice> choices;
    std::string choices_from;  // "answer.candidates" instead of choices: numbered by the engine
    Target none_of_these;      // choices_from: 都不是
    Target free_text;          // what is neither a choice nor a command
};

struct Confirm {
    Target affirm;
    Target deny;
    std::string slot;  // also keeps the answer, "yes" or "no"; may be empty
};

struct Answer {
    Expression query;
    std::vector<std::string> topics;  // empty: all
    double min_score = 0;
    double clarify_gap = 0;
    int max_candidates = 3;
    Target on_answered;
    Target on_ambiguous;
    Target on_no_match;
};

struct Action {
    std::string action;
    std::map<std::string, Expression> with;
    std::chrono::seconds timeout{};
    Target on_error;
};

struct Assignment {
    std::string slot;
    Expression value;
};

struct Set {
    std::vector<Assignment> assignments;
};

struct Call {
    std::string flow;
};

struct Link {
    std::string flow;
};

struct PriorityRule {
    std::optional<Expression> when;  // none: always `then`
    Priority then = Priority::normal;
    Priority otherwise = Priority::normal;
};

struct Handoff {
    std::string queue;
    PriorityRule priority;
    std::string dedupe;  // "one_open_per_contact" or empty
    Template summary;
    std::string context_slots = "all_non_sensitive";
    int trail = 20;  // how many messages the clerk sees
    bool last_error = false;
    bool knowledge_shown = false;
    bool muted = true;  // the bot is silent until the clerk closes or gives back
    std::chrono::seconds sla{};
    bool sla_in_working_hours = false;
    Target on_sla_missed;
    Target on_closed;
};

struct Field {
    Prompt prompt;
    Collect collect;
    Mark mark;
};

struct Form {
    std::vector<Field> fields;
    std::vector<Validation> validate;
};

// The step's prompt.ask is the title.
struct Review {
    std::vector<std::string> slots;
    std::vector<Choice> choices;
};

struct ChooseSlot {
    std::string review;  // the step whose slots are offered
};

// Only `next`: a branch.
struct Route {};

using StepKind = std::variant<
    Route,
    Say,
    Collect,
    Menu,
    Confirm,
    Answer,
    Action,
    Set,
    Call,
    Link,
    Handoff,
    Form,
    Review,
    ChooseSlot>;

// The session may show what concerns `subject` for a while.
struct Grant {
    std::string name;  // "verified"
    Expression subject;
    std::chrono::seconds lasts{};
};

struct Timeout {
    std::chrono::seconds after{};
    Target next;
};

struct Step {
    std::string id;
    Mark mark;
    StepKind kind;
    Prompt prompt;  // of collect, menu, confirm, form, review, choose_slot
    Next next;
    std::string required_grant;  // `requires`
    std::optional<Grant> grants;
    std::optional<Timeout> timeout;
    bool commands = true;     // off: only commands that are `always` work here
    bool correction = false;  // "不对，是…" changes an earlier answer here
    bool checkpoint = false;  // where a session goes on after a change of script that it cannot map
    bool suspend = false;     // the flow stays to be continued for limits.resume_window
    std::string was;          // its id in earlier scripts
    int max_segments = 0;  // more SMS segments than the channel allows otherwise; 0: the channel's
};

// Does it stop and wait for the person?
bool waits_for_person(const Step& step);

}  // namespace dialogs::language
