#include "dialogs/language/resolve.h"

#include "dialogs/language/nearest.h"
#include "dialogs/language/paths.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace dialogs::language {

namespace {

constexpr std::string_view reserved_ids[] = {
    "end", "return", "resume", "restart", "else", "then", "if", "next"};

// Steps that say themselves where it goes on, and never by `next`.
bool ignores_next(const Step& step) {
    return std::holds_alternative<Link>(step.kind) || std::holds_alternative<Confirm>(step.kind) ||
           std::holds_alternative<Answer>(step.kind);
}

void fill_next(Flow& flow) {
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        Step& step = flow.steps[i];
        if (step.next.branches.empty() && i + 1 < flow.steps.size() && !ignores_next(step)) {
            step.next.mark = step.mark;
            step.next.branches.push_back(
                {std::nullopt, {Destination::step, flow.steps[i + 1].id, step.mark}}
            );
        }
        const auto inherit = [&](std::vector<Choice>& choices) {
            for (Choice& choice : choices)
                if (choice.command.empty() && choice.next.branches.empty()) choice.next = step.next;
        };
        if (Menu* menu = std::get_if<Menu>(&step.kind)) inherit(menu->choices);
        if (Review* review = std::get_if<Review>(&step.kind)) inherit(review->choices);
    }
}

// What the script leaves to the usual: whoever is not understood gets a person.
void fill_usual(const Script& script, Step& step) {
    const Target person{Destination::flow, "pattern_human_handoff", step.mark};
    const bool has_person = script.flow(person.name) != nullptr;
    const auto fill = [&](Prompt& prompt) {
        if (has_person && !prompt.on_max_attempts) prompt.on_max_attempts = person;
    };
    if (waits_for_person(step)) fill(step.prompt);
    if (Form* form = std::get_if<Form>(&step.kind))
        for (Field& field : form->fields)
            fill(field.prompt);
}

// One flow's names.
class FlowResolver {
public:
    FlowResolver(const Script& script, Flow& flow, Problems& problems)
        : script_(script), flow_(flow), problems_(problems) {}

    void resolve() {
        check_ids();
        for (Step& step : flow_.steps) {
            for (Target* target : targets_of(step))
                resolve_target(*target);
            check_kind(step);
            check_slots(step);
            for (const PathUse& use : paths_of(step)) {
                const auto fault = check_path(script_, flow_, use.path);
                if (fault) complain(problems_, use.mark, fault->message, fault->code);
            }
        }
    }

private:
    void check_ids() {
        if (!is_id(flow_.id))
            complain(
                problems_,
                flow_.mark,
                fmt::format("'{}' is not a name like ask_no", flow_.id),
                "D007"
            );
        std::set<std::string> seen;
        for (const Step& step : flow_.steps) {
            if (!is_id(step.id)) {
                complain(
                    problems_,
                    step.mark,
                    fmt::format("'{}' is not a name like ask_no", step.id),
                    "D007"
                );
            } else if (std::find(std::begin(reserved_ids), std::end(reserved_ids), step.id) != std::end(reserved_ids)) {
                complain(
                    problems_,
                    step.mark,
                    fmt::format("'{}' is a word of the language, not a name", step.id),
                    "D007"
                );
            } else if (!seen.insert(step.id).second) {
                complain(
                    problems_,
                    step.mark,
                    fmt::format("flow '{}' has two steps '{}'", flow_.id, step.id),
                    "D007"
                );
            } else if (script_.flow(step.id) != nullptr) {
                complain(
                    problems_,
                    step.mark,
                    fmt::format("step '{}' is called like a flow", step.id),
                    "D007"
                );
            }
        }
    }

    void resolve_target(Target& target) {
        const bool of_pattern = target.to == Destination::resume ||
                                target.to == Destination::restart ||
                                target.to == Destination::resume_at_checkpoint;
        if (of_pattern && !flow_.id.starts_with("pattern_"))
            complain(
                problems_,
                target.mark,
                fmt::format("{} works only in a pattern", target.name),
                "D002"
            );
        if (target.to != Destination::step && target.to != Destination::flow) return;
        if (target.to == Destination::step && flow_.step(target.name) != nullptr) return;
        target.to = Destination::flow;
        if (script_.flow(target.name) != nullptr) return;
        complain(
            problems_,
            target.mark,
            fmt::format(
                "there is no step '{}' in flow '{}'{}",
                target.name,
                flow_.id,
                did_you_mean(target.name, step_ids())
            ),
            "D002"
        );
    }

    std::vector<std::string> step_ids() const {
        std::vector<std::string> ids;
        for (const Step& step : flow_.steps)
            ids.push_back(step.id);
        return ids;
    }

    void check_flow(const std::string& id, const Step& step) {
        if (script_.flow(id) == nullptr)
            complain(problems_, step.mark, fmt::format("there is no flow '{}'", id), "D005");
    }

    void check_kind(const Step& step) {
        if (const Call* call = std::get_if<Call>(&step.kind)) check_flow(call->flow, step);
        if (const Link* link = std::get_if<Link>(&step.kind)) check_flow(link->flow, step);
        if (const ChooseSlot* choose = std::get_if<ChooseSlot>(&step.kind)) {
            const Step* const review = flow_.step(choose->review);
            if (review == nullptr || !std::holds_alternative<Review>(review->kind))
                complain(
                    problems_,
                    step.mark,
                    fmt::format("there is no review '{}' in flow '{}'", choose->review, flow_.id),
                    "D002"
                );
        }
        for (const Choice* choice : choices_of(step)) {
            if (choice->command.empty() || script_.command(choice->command) != nullptr) continue;
            complain(
                problems_,
                choice->mark,
                fmt::format("there is no command '{}'", choice->command),
                "D002"
            );
        }
    }

    void check_slots(const Step& step) {
        std::vector<SlotUse> uses = slots_filled(step);
        for (SlotUse& use : slots_named(step))
            uses.push_back(std::move(use));
        for (const SlotUse& use : uses) {
            if (script_.slot(flow_.id, use.slot) == nullptr)
                complain(
                    problems_,
                    use.mark,
                    fmt::format("there is no slot '{}' in flow '{}'", use.slot, flow_.id),
                    "D012"
                );
        }
    }

    const Script& script_;
    Flow& flow_;
    Problems& problems_;
};

void check_commands(const Script& script, Problems& problems) {
    std::set<std::string> seen;
    for (const Command& command : script.commands) {
        if (!seen.insert(command.id).second)
            complain(problems, command.mark, fmt::format("two commands '{}'", command.id), "D007");
        const GotoFlow* const go = std::get_if<GotoFlow>(&command.run);
        const Link* const link = std::get_if<Link>(&command.run);
        if (go == nullptr && link == nullptr) continue;
        const std::string& flow = go != nullptr ? go->flow : link->flow;
        if (script.flow(flow) == nullptr)
            complain(problems, command.mark, fmt::format("there is no flow '{}'", flow), "D005");
    }
}

}  // namespace

void resolve(Script& script, Problems& problems) {
    if (script.flow(script.entry_flow) == nullptr)
        complain(
            problems, script.mark, fmt::format("there is no flow '{}'", script.entry_flow), "D005"
        );
    check_commands(script, problems);
    for (auto& [id, flow] : script.flows) {
        fill_next(flow);
        for (Step& step : flow.steps)
            fill_usual(script, step);
    }
    for (auto& [id, flow] : script.flows)
        FlowResolver(script, flow, problems).resolve();
}

}  // namespace dialogs::language
