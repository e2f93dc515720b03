#include "dialogs/language/loader.h"
#include "dialogs/language/reach.h"
#include "dialogs/language/walk.h"
#include "dialogs/language/worst_case.h"
#include "dialogs/text/segments.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/scripts.h"
#include "gateway/cli/setup.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace gateway::cli {
namespace {

namespace language = dialogs::language;

void show(const char* what, const std::set<std::string>& names) {
    if (!names.empty()) fmt::print("  {:<10}{}\n", what, fmt::join(names, " "));
}

std::set<std::string> slots_of(const language::Flow& flow) {
    std::set<std::string> slots;
    for (const auto& slot : flow.slots)
        slots.insert(
            fmt::format("{}:{}{}", slot.name, slot.type.name, slot.sensitive ? "(sensitive)" : "")
        );
    return slots;
}

// What a step wants of others: actions, queues of people, topics of the articles.
struct Wants {
    std::set<std::string> actions;
    std::set<std::string> queues;
    std::set<std::string> topics;

    void add(const language::Step& step) {
        if (const auto* action = std::get_if<language::Action>(&step.kind))
            actions.insert(action->action);
        if (const auto* handoff = std::get_if<language::Handoff>(&step.kind))
            queues.insert(handoff->queue);
        const auto* answer = std::get_if<language::Answer>(&step.kind);
        if (!answer) return;
        if (answer->topics.empty()) topics.insert("all");
        topics.insert(answer->topics.begin(), answer->topics.end());
    }
};

// The dearest text of a flow on a channel that is paid by the message.
void show_longest(
    const dialogs::Script& script, const language::Flow& flow, const std::string& channel
) {
    const auto& profile = script.channels.at(channel);
    const language::WorstCase worst(script, flow, channel);
    dialogs::text::SmsCost most;
    std::string where;
    for (const auto& step : flow.steps) {
        for (const auto& spoken : texts_of(step)) {
            const bool asks = spoken.role.find("ask") != std::string::npos;
            const auto sent = asks ? worst.asked(step, *spoken.text) : worst.of(*spoken.text);
            const auto cost = dialogs::text::sms_cost(profile.signature + sent);
            if (cost.units <= most.units) continue;
            most = cost;
            where = step.id + '.' + spoken.role;
        }
    }
    if (where.empty()) return;
    fmt::print(
        "  {:<10}{}: {} segments, {} units\n", channel, where, most.billed_segments, most.units
    );
}

void show(const dialogs::Script& script, const language::Flow& flow) {
    const auto waits =
        std::count_if(flow.steps.begin(), flow.steps.end(), language::waits_for_person);
    fmt::print(
        "{}  {}\n  {:<10}{}, {} of them wait for the person\n",
        flow.id,
        flow.description,
        "steps",
        flow.steps.size(),
        waits
    );
    Wants wants;
    for (const auto& step : flow.steps)
        wants.add(step);
    show("triggers", {flow.triggers.begin(), flow.triggers.end()});
    show("slots", slots_of(flow));
    show("actions", wants.actions);
    show("queues", wants.queues);
    show("topics", wants.topics);
    show("leads to", flows_after(flow));
    for (const auto& [name, profile] : script.channels)
        if (profile.max_segments > 0) show_longest(script, flow, name);
}

}  // namespace

int scripts_inspect(const InspectOptions& options) {
    const auto loaded = language::load_script(options.folder);
    if (!loaded.script) {
        for (const auto& problem : loaded.problems)
            fmt::print(stderr, "{}\n", describe(problem));
        return bad_input;
    }
    const auto& script = *loaded.script;
    for (const auto& id : options.flows) {
        if (script.flow(id)) continue;
        complain("there is no flow '" + id + "'");
        return bad_input;
    }
    fmt::print("{}  {}  bundle {}\n", script.bot, script.locale, script.digest);
    const auto& wanted = options.flows;
    for (const auto& [id, flow] : script.flows) {
        const bool is_wanted = std::find(wanted.begin(), wanted.end(), id) != wanted.end();
        if (wanted.empty() || is_wanted) show(script, flow);
    }
    return done;
}

}  // namespace gateway::cli
