#include "dialogs/language/paths.h"
#include "dialogs/language/rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

// Names that the engine would miss only when a conversation comes there.

namespace dialogs::language {

namespace {

std::set<std::string> granted_by(const Script& script) {
    std::set<std::string> names;
    for (const auto& [id, flow] : script.flows)
        for (const Step& step : flow.steps)
            if (step.grants) names.insert(step.grants->name);
    return names;
}

void check_required(const Step& step, const std::set<std::string>& granted, Problems& problems) {
    if (step.required_grant.empty() || granted.contains(step.required_grant)) return;
    complain(
        problems,
        step.mark,
        fmt::format(
            "step '{}' requires '{}', which no step grants{}{}",
            step.id,
            step.required_grant,
            granted.empty() ? "" : ": there are ",
            fmt::join(granted, ", ")
        ),
        "D002"
    );
}

void check_offer(
    const Script& script, const Flow& flow, const SlotDefinition& slot, Problems& problems
) {
    if (slot.default_offer.empty()) return;
    const auto fault = check_path(script, flow, slot.default_offer);
    if (!fault) return;
    complain(
        problems,
        slot.mark,
        fmt::format(
            "'default_offer' of slot '{}': {}; write a path like contact.phone or slots.phone",
            slot.name,
            fault->message
        ),
        fault->code
    );
}

}  // namespace

void check_names(const Script& script, Problems& problems) {
    const std::set<std::string> granted = granted_by(script);
    for (const auto& [id, flow] : script.flows) {
        for (const SlotDefinition& slot : flow.slots)
            check_offer(script, flow, slot, problems);
        for (const Step& step : flow.steps)
            check_required(step, granted, problems);
    }
}

}  // namespace dialogs::language
