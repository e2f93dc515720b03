#include "dialogs/conversation/coverage.h"

#include <set>

namespace dialogs::conversation {

namespace {

struct Walked {
    std::set<std::string> steps;
    std::set<std::string> branches;  // "status.verify 2"
};

Walked walked(const std::vector<Trace>& trace) {
    Walked seen;
    for (const Trace& entry : trace) {
        if (entry.kind == "step_entered") seen.steps.insert(entry.where);
        if (entry.kind == "branch") seen.branches.insert(entry.where + ' ' + entry.detail);
        // Repair flows of which the engine only borrows the words.
        if (entry.kind == "said") seen.steps.insert(entry.where);
    }
    return seen;
}

void count_branches(
    const std::string& place, const language::Next& next, const Walked& seen, Coverage& flow
) {
    if (next.branches.size() < 2) return;
    for (std::size_t i = 0; i < next.branches.size(); ++i) {
        ++flow.branches;
        if (seen.branches.contains(place + ' ' + std::to_string(i))) {
            ++flow.branches_walked;
        } else {
            flow.missing.push_back(place + " branch " + std::to_string(i + 1));
        }
    }
}

}  // namespace

std::vector<Coverage> coverage(const Script& script, const std::vector<Trace>& trace) {
    const Walked seen = walked(trace);
    std::vector<Coverage> all;
    for (const auto& [id, flow] : script.flows) {
        Coverage one;
        one.flow = id;
        for (const language::Step& step : flow.steps) {
            const std::string place = id + '.' + step.id;
            ++one.steps;
            if (seen.steps.contains(place)) {
                ++one.steps_walked;
            } else {
                one.missing.push_back(place);
            }
            count_branches(place, step.next, seen, one);
        }
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace dialogs::conversation
