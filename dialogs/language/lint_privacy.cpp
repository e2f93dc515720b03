#include "dialogs/language/paths.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

namespace {

// Results that would tell somebody guessing which half of his guess was right.
constexpr std::string_view oracle_values[] = {
    "not_found", "no_such_number", "unknown_number", "wrong_id", "id_mismatch"};

// Expressions whose value is kept or sent somewhere other than to an action.
std::vector<const Expression*> kept_expressions(const Step& step) {
    std::vector<const Expression*> found;
    if (const Set* set = std::get_if<Set>(&step.kind))
        for (const Assignment& assignment : set->assignments)
            found.push_back(&assignment.value);
    if (const Answer* answer = std::get_if<Answer>(&step.kind)) found.push_back(&answer->query);
    if (step.grants) found.push_back(&step.grants->subject);
    return found;
}

bool is_sensitive(const Script& script, const Flow& flow, std::string_view path) {
    const std::string_view name = slot_of(path);
    const SlotDefinition* const slot = name.empty() ? nullptr : script.slot(flow.id, name);
    return slot != nullptr && slot->sensitive;
}

void check_sensitive(const Script& script, const Flow& flow, const Step& step, Problems& problems) {
    for (const PathUse& use : shown_paths_of(step))
        if (is_sensitive(script, flow, use.path))
            complain(
                problems,
                use.mark,
                fmt::format("'{}' is sensitive and must not be shown", use.path),
                "D050"
            );
    for (const Expression* expression : kept_expressions(step))
        for (const std::string& path : paths_of(*expression))
            if (is_sensitive(script, flow, path))
                complain(
                    problems,
                    expression->mark,
                    fmt::format("'{}' is sensitive and must not be kept", path),
                    "D050"
                );
}

void check_verified(const Script& script, const Step& step, Problems& problems) {
    if (!step.required_grant.empty() || step.grants) return;
    for (const PathUse& use : shown_paths_of(step)) {
        const auto result = result_of(use.path);
        if (!result) continue;
        const auto contract = script.actions.find(std::string(result->action));
        if (contract == script.actions.end() || !contract->second.lockout) continue;
        complain(
            problems,
            use.mark,
            fmt::format(
                "'{}' is somebody's own business: step '{}' needs 'requires: verified'",
                use.path,
                step.id
            ),
            "D052"
        );
    }
}

void check_verification(const ActionContract& contract, Problems& problems) {
    if (!contract.name.starts_with("verify")) return;
    if (!contract.lockout)
        complain(
            problems,
            contract.mark,
            fmt::format("action '{}' can be guessed at: it needs 'lockout'", contract.name),
            "D051"
        );
    for (const auto& [name, field] : contract.result) {
        for (const std::string& value : field.values) {
            if (std::find(std::begin(oracle_values), std::end(oracle_values), value) ==
                std::end(oracle_values))
                continue;
            complain(
                problems,
                contract.mark,
                fmt::format(
                    "action '{}': '{}' tells which half of a guess was right; use one value for "
                    "both",
                    contract.name,
                    value
                ),
                "D051"
            );
        }
    }
}

}  // namespace

void check_privacy(const Script& script, Problems& problems) {
    for (const auto& [name, contract] : script.actions)
        check_verification(contract, problems);
    for (const auto& [id, flow] : script.flows) {
        for (const SlotDefinition& slot : flow.slots)
            if (slot.sensitive && slot.persist != Persist::none)
                complain(
                    problems,
                    slot.mark,
                    fmt::format("slot '{}' is sensitive: write 'persist: none'", slot.name),
                    "D050"
                );
        for (const Step& step : flow.steps) {
            check_sensitive(script, flow, step, problems);
            check_verified(script, step, problems);
        }
    }
}

}  // namespace dialogs::language
