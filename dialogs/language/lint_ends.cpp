#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

namespace {

// Does it go on by its own `next`, rather than by the targets of its kind?
bool needs_next(const Step& step) {
    if (const Menu* menu = std::get_if<Menu>(&step.kind)) return !menu->choices_from.empty();
    return !std::holds_alternative<Link>(step.kind) &&
           !std::holds_alternative<Confirm>(step.kind) &&
           !std::holds_alternative<Answer>(step.kind) && !std::holds_alternative<Review>(step.kind);
}

void check_next(const Next& next, Problems& problems) {
    for (std::size_t i = 0; i < next.branches.size(); ++i) {
        const Branch& branch = next.branches[i];
        const bool last = i + 1 == next.branches.size();
        if (last && branch.when)
            complain(problems, branch.when->mark, "the last 'if' has no 'else' after it", "D004");
        if (!last && !branch.when)
            complain(
                problems, branch.then.mark, "what stands after 'else' is never reached", "D004"
            );
    }
}

}  // namespace

void check_ends(const Script& script, Problems& problems) {
    for (const auto& [id, flow] : script.flows) {
        for (const Step& step : flow.steps) {
            if (step.next.branches.empty() && needs_next(step))
                complain(
                    problems,
                    step.mark,
                    fmt::format("step '{}' is a dead end: it needs 'next'", step.id),
                    "D003"
                );
            check_next(step.next, problems);
            for (const Choice* choice : choices_of(step)) {
                if (choice->command.empty() && choice->next.branches.empty())
                    complain(
                        problems,
                        choice->mark,
                        fmt::format("choice '{}' is a dead end: it needs 'next'", choice->id),
                        "D003"
                    );
                if (choice->next.mark != step.next.mark) check_next(choice->next, problems);
            }
        }
    }
}

}  // namespace dialogs::language
