#include "dialogs/language/paths.h"
#include "dialogs/language/reach.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace dialogs::language {

namespace {

bool is_kept(const SlotDefinition& slot) {
    return slot.persist == Persist::session || slot.persist == Persist::contact ||
           !slot.default_offer.empty();
}

// Which steps can come after one that fills a slot, by slot.
std::map<std::string, std::set<std::string>> filled_before(const Flow& flow) {
    std::map<std::string, std::set<std::string>> found;
    for (const Step& step : flow.steps) {
        for (const SlotUse& use : slots_filled(step)) {
            std::set<std::string> after = steps_after(flow, step);
            after.insert(step.id);
            found[use.slot].merge(after);
        }
    }
    return found;
}

void check_reads(const Flow& flow, Problems& problems) {
    const auto filled = filled_before(flow);
    for (const Step& step : flow.steps) {
        for (const PathUse& use : paths_of(step)) {
            const std::string name(slot_of(use.path));
            const SlotDefinition* const slot = flow.slot(name);
            if (slot == nullptr || is_kept(*slot) || use.asked_for) continue;
            const auto found = filled.find(name);
            if (found == filled.end() || !found->second.contains(step.id))
                complain(
                    problems,
                    use.mark,
                    fmt::format("slot '{}' is never filled before step '{}'", name, step.id),
                    "D010"
                );
        }
    }
}

// Two questions for the same, of which nobody hears both, are one in two wordings.
bool follows_one_of(const Flow& flow, const Step& step, const std::vector<const Step*>& others) {
    return std::any_of(others.begin(), others.end(), [&](const Step* other) {
        return steps_after(flow, *other).contains(step.id) ||
               steps_after(flow, step).contains(other->id);
    });
}

void check_slots_used(const Flow& flow, Problems& problems) {
    std::map<std::string, std::vector<const Step*>> collected;
    std::set<std::string> used;
    for (const Step& step : flow.steps) {
        for (const PathUse& use : paths_of(step))
            used.emplace(slot_of(use.path));
        for (const SlotUse& use : slots_named(step))
            used.insert(use.slot);
        for (const SlotUse& use : slots_filled(step))
            used.insert(use.slot);
        const Collect* const collect = std::get_if<Collect>(&step.kind);
        if (collect == nullptr) continue;
        auto& before = collected[collect->slot];
        if (follows_one_of(flow, step, before))
            warn(
                problems,
                step.mark,
                "D011",
                fmt::format("slot '{}' is collected twice in flow '{}'", collect->slot, flow.id)
            );
        before.push_back(&step);
    }
    for (const SlotDefinition& slot : flow.slots)
        if (!used.contains(slot.name))
            warn(problems, slot.mark, "D011", fmt::format("slot '{}' is never used", slot.name));
}

void check_reask(
    const Prompt& prompt, const Mark& mark, std::string_view asker, Problems& problems
) {
    const auto wanted = static_cast<std::size_t>(prompt.max_attempts - 1);
    if (prompt.reask.size() >= wanted) return;
    warn(
        problems,
        mark,
        "D013",
        fmt::format(
            "{} asks up to {} times but has {} reask texts",
            asker,
            prompt.max_attempts,
            prompt.reask.size()
        )
    );
}

void check_reasks(const Step& step, Problems& problems) {
    const std::string name = fmt::format("step '{}'", step.id);
    if (std::holds_alternative<Collect>(step.kind))
        check_reask(step.prompt, step.mark, name, problems);
    const Form* const form = std::get_if<Form>(&step.kind);
    if (form == nullptr) return;
    for (const Field& field : form->fields) {
        const std::string asker = fmt::format("field '{}' of {}", field.collect.slot, name);
        check_reask(field.prompt, field.mark, asker, problems);
    }
}

}  // namespace

void check_slot_use(const Script& script, Problems& problems) {
    for (const auto& [id, flow] : script.flows) {
        check_reads(flow, problems);
        check_slots_used(flow, problems);
        for (const Step& step : flow.steps)
            check_reasks(step, problems);
    }
}

}  // namespace dialogs::language
