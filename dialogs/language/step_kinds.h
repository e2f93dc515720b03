#pragma once
#include "dialogs/effect.h"
#include "dialogs/language/prompt.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What a step does: a value a kind.

namespace dialogs::language {

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
    std::string hint;     // non-empty: it is not listed but told so, where that makes no SMS dearer
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
    Target on_redirected;  // another office decides; none: as when answered
    Target on_ambiguous;
    Target on_no_match;
};

struct Action {
    std::string action;
    std::map<std::string, Expression> with;
    std::chrono::seconds timeout{};  // none: that of its contract
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
    std::string reason;    // why, in a word; empty: because it was asked for
    bool has_area = true;  // false: the county's alone, whatever place was named
    Template summary;
    bool tells_slots = true;       // the clerk sees every slot that is not sensitive
    bool last_error = false;       // … and what went wrong last
    bool knowledge_shown = false;  // … and the article shown last
    std::optional<Mark> trail;     // where it is written; it has no effect, and lint says so
    bool muted = true;             // the bot is silent until the clerk closes or gives back
    std::chrono::seconds sla{};
    bool sla_in_working_hours = false;
    Target on_sla_missed;
    Target on_closed;
    Target on_returned;  // the clerk leaves the rest to the bot; none: as when closed
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

struct Route {};  // only `next`: a branch

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

}  // namespace dialogs::language
