#pragma once
#include "dialogs/language/problem.h"
#include "dialogs/language/step.h"
#include "dialogs/language/types.h"
#include "dialogs/text/dialect.h"
#include "dialogs/text/homophones.h"

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// A bot's whole script as plain values: every name resolved, every text and expression compiled.

namespace dialogs::language {

struct Flow {
    std::string id;  // "status"; repair flows are "pattern_…"
    Mark mark;
    std::string description;            // for people: menus of interrupted flows, a clerk's list
    std::vector<std::string> triggers;  // phrases that start it from anywhere
    std::vector<SlotDefinition> slots;
    std::vector<Step> steps;  // in order; starts at the first

    // nullptr when there is none
    const Step* step(std::string_view step_id) const;
    // The step of that id, else the one that `was` it; nullptr when it is gone.
    const Step* heir(std::string_view step_id) const;
    // The last checkpoint up to that step, else the first step: a flow has one.
    const Step& checkpoint(std::string_view step_id) const;
    const SlotDefinition* slot(std::string_view name) const;
};

struct ChannelProfile {
    std::string signature;  // 【…】, put before every message of the channel
    int max_segments =
        0;  // SMS segments a message may cost; 0: the channel does not count segments
    int max_messages_per_turn = 3;
    bool buttons = false;  // choices go as buttons; otherwise they are part of the text
    std::chrono::seconds expire_after{24 * 3600};
    std::chrono::seconds coalesce{};  // wait so long for the rest of a message
};

struct Limits {
    int max_steps_per_turn = 50;
    int max_call_depth = 5;
    int max_step_visits = 10;  // a step, a session
    int max_turns_per_session = 200;
    int max_input_chars = 1000;
    int expression_budget = 200;  // nodes an evaluation may visit
    int max_digressions = 3;      // in a row
    std::chrono::seconds pin_max_age{24 * 3600};
    std::chrono::seconds resume_window{7 * 24 * 3600};
};

enum class Builtin { back, cancel, restart, repeat, help, resume };

struct GotoFlow {
    std::string flow;  // leaves everything else
};

using CommandRun = std::variant<Builtin, GotoFlow, Link>;

// Matched on the whole normalised message, before the waiting step.
struct Command {
    std::string id;
    Mark mark;
    std::vector<std::string> match;
    CommandRun run;
    bool always = false;  // works where the step says `commands: off`, too
};

struct Script {
    std::string bot;
    std::string locale;
    std::string entry_flow;
    Mark mark;
    std::map<std::string, ChannelProfile> channels;
    Limits limits;
    std::vector<Command> commands;
    std::map<std::string, SlotType> types;
    std::map<std::string, ActionContract> actions;
    std::map<std::string, Flow, std::less<>> flows;
    text::Dialect dialect;     // of lexicon/dialect.csv; without the file it knows no word
    text::Homophones lexicon;  // every word that means something to a command, a menu or a trigger
    std::string digest;  // SHA-256 of the parsed content in hex: comments, layout and file order do
                         // not change it

    // nullptr when there is none
    const Flow* flow(std::string_view id) const;
    const Command* command(std::string_view id) const;
    // "status.ask_no" → its step
    const Step* step(std::string_view flow_id, std::string_view step_id) const;
    // The slot as `flow_id` sees it: its own, else one that another flow keeps for the session or
    // the contact.
    const SlotDefinition* slot(std::string_view flow_id, std::string_view name) const;
};

}  // namespace dialogs::language

namespace dialogs {
using language::Script;
}
