#include "dialogs/language/patterns.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace dialogs::language {

namespace {

// Looks for steps that lead back to themselves while the person is asked nothing: depth first over
// all flows, through links and calls.
class CycleSearch {
public:
    CycleSearch(const Script& script, Problems& problems) : script_(script), problems_(problems) {}

    void run() {
        for (const auto& [id, flow] : script_.flows)
            for (const Step& step : flow.steps)
                visit(flow, step);
    }

private:
    void visit(const Flow& flow, const Step& step) {
        const std::string name = full_id(flow, step);
        const auto open = std::find(path_.begin(), path_.end(), name);
        if (open != path_.end()) {
            const std::vector<std::string> cycle(open, path_.end());
            complain(
                problems_,
                step.mark,
                fmt::format(
                    "{} can go round for ever without asking anything", fmt::join(cycle, ", ")
                ),
                "D006"
            );
            return;
        }
        if (waits_for_person(step) || !done_.insert(name).second) return;
        path_.push_back(name);
        if (const Link* link = std::get_if<Link>(&step.kind)) enter(link->flow);
        if (const Call* call = std::get_if<Call>(&step.kind)) enter(call->flow);
        for (const Target* target : targets_of(step)) {
            if (is_later_event(step, target)) continue;
            if (target->to == Destination::flow) enter(target->name);
            if (target->to == Destination::step) visit(flow, *flow.step(target->name));
        }
        path_.pop_back();
    }

    void enter(const std::string& id) {
        const Flow* const flow = script_.flow(id);
        if (flow != nullptr && !flow->steps.empty()) visit(*flow, flow->steps.front());
    }

    // Reached when the clerk acts or a clock runs out, not within the turn.
    static bool is_later_event(const Step& step, const Target* target) {
        const Handoff* const handoff = std::get_if<Handoff>(&step.kind);
        return handoff != nullptr &&
               (target == &handoff->on_closed || target == &handoff->on_returned ||
                target == &handoff->on_sla_missed);
    }

    const Script& script_;
    Problems& problems_;
    std::vector<std::string> path_;
    std::set<std::string> done_;
};

// A handoff is the end of every flow, and articles to choose from are offered by a call.
bool may_leave(const Step& step, const Target* target) {
    const Answer* const answer = std::get_if<Answer>(&step.kind);
    return target->to != Destination::flow || target->name == handoff_flow ||
           (answer != nullptr && target == &answer->on_ambiguous);
}

void complain_of_leaving(
    const Flow& flow, const Mark& mark, std::string_view how, Problems& problems
) {
    complain(
        problems,
        mark,
        fmt::format("flow '{}' is called, so it must return: no {}", flow.id, how),
        "D005"
    );
}

// A called flow has to come back: it would not from another flow, linked to or gone on to by name.
void check_called_flow(const Flow& flow, Problems& problems) {
    for (const Step& step : flow.steps) {
        const Link* const link = std::get_if<Link>(&step.kind);
        if (link != nullptr && link->flow != handoff_flow)
            complain_of_leaving(flow, step.mark, fmt::format("link to '{}'", link->flow), problems);
        for (const Target* target : targets_of(step))
            if (!may_leave(step, target))
                complain_of_leaving(
                    flow, target->mark, fmt::format("going on to '{}'", target->name), problems
                );
    }
}

void check_called_flows(const Script& script, Problems& problems) {
    std::set<std::string> called;
    for (const auto& [id, flow] : script.flows)
        for (const Step& step : flow.steps)
            if (const Call* call = std::get_if<Call>(&step.kind)) called.insert(call->flow);
    for (const std::string& id : called)
        check_called_flow(*script.flow(id), problems);
}

}  // namespace

void check_cycles(const Script& script, Problems& problems) {
    CycleSearch(script, problems).run();
    check_called_flows(script, problems);
}

}  // namespace dialogs::language
