#include "dialogs/language/reach.h"

#include "dialogs/language/patterns.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

namespace {

// Everything that can be got to from `open` by `after`, `open` included.
template <class After>
std::set<std::string> closure(std::vector<std::string> open, After after) {
    std::set<std::string> seen(open.begin(), open.end());
    while (!open.empty()) {
        const std::string at = std::move(open.back());
        open.pop_back();
        for (const std::string& next : after(at))
            if (seen.insert(next).second) open.push_back(next);
    }
    return seen;
}

std::vector<std::string> next_steps(const Step& step) {
    std::vector<std::string> names;
    for (const Target* target : targets_of(step))
        if (target->to == Destination::step) names.push_back(target->name);
    return names;
}

std::set<std::string> flows_from(const Script& script, std::vector<std::string> roots) {
    return closure(std::move(roots), [&](const std::string& id) {
        const Flow* const flow = script.flow(id);
        return flow == nullptr ? std::set<std::string>{} : flows_after(*flow);
    });
}

// Where a conversation can begin, or be sent by the engine.
std::vector<std::string> roots_of(const Script& script) {
    std::vector<std::string> roots = {script.entry_flow};
    for (const Command& command : script.commands) {
        if (const GotoFlow* go = std::get_if<GotoFlow>(&command.run)) roots.push_back(go->flow);
        if (const Link* link = std::get_if<Link>(&command.run)) roots.push_back(link->flow);
    }
    for (const auto& [id, flow] : script.flows)
        if (!flow.triggers.empty() || is_engine_pattern(id)) roots.push_back(id);
    return roots;
}

}  // namespace

std::set<std::string> steps_after(const Flow& flow, const Step& from) {
    return closure(next_steps(from), [&](const std::string& id) {
        return next_steps(*flow.step(id));
    });
}

std::set<std::string> flows_after(const Flow& flow) {
    std::set<std::string> found;
    for (const Step& step : flow.steps) {
        if (const Link* link = std::get_if<Link>(&step.kind)) found.insert(link->flow);
        if (const Call* call = std::get_if<Call>(&step.kind)) found.insert(call->flow);
        for (const Target* target : targets_of(step))
            if (target->to == Destination::flow) found.insert(target->name);
    }
    return found;
}

bool reaches_handoff(const Script& script, const std::string& flow) {
    for (const std::string& id : flows_from(script, {flow})) {
        const Flow* const reached = script.flow(id);
        if (reached == nullptr) continue;
        const auto hands_over = [](const Step& step) {
            return std::holds_alternative<Handoff>(step.kind);
        };
        if (std::any_of(reached->steps.begin(), reached->steps.end(), hands_over)) return true;
    }
    return false;
}

bool is_engine_pattern(std::string_view flow) {
    return std::find(std::begin(required_patterns), std::end(required_patterns), flow) !=
               std::end(required_patterns) ||
           std::find(std::begin(optional_patterns), std::end(optional_patterns), flow) !=
               std::end(optional_patterns);
}

void check_reach(const Script& script, Problems& problems) {
    const std::set<std::string> flows = flows_from(script, roots_of(script));
    for (const auto& [id, flow] : script.flows) {
        if (!flows.contains(id)) {
            complain(
                problems,
                flow.mark,
                fmt::format("flow '{}' is never started: no trigger, link or call leads to it", id),
                "D001"
            );
            continue;
        }
        std::set<std::string> steps = steps_after(flow, flow.steps.front());
        steps.insert(flow.steps.front().id);
        for (const Step& step : flow.steps)
            if (!steps.contains(step.id))
                complain(
                    problems, step.mark, fmt::format("step '{}' is never reached", step.id), "D001"
                );
    }
}

}  // namespace dialogs::language
