#include "dialogs/language/script.h"

#include <algorithm>

namespace dialogs::language {

namespace {

template <class Part, class Name>
const Part* find_named(const std::vector<Part>& parts, Name Part::*name, std::string_view wanted) {
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) {
        return part.*name == wanted;
    });
    return found == parts.end() ? nullptr : &*found;
}

bool outlives_flow(const SlotDefinition& slot) {
    return slot.persist == Persist::session || slot.persist == Persist::contact;
}

}  // namespace

const Step* Flow::step(std::string_view step_id) const {
    return find_named(steps, &Step::id, step_id);
}

const Step* Flow::heir(std::string_view step_id) const {
    const Step* const same = step(step_id);
    return same != nullptr ? same : find_named(steps, &Step::was, step_id);
}

const Step& Flow::checkpoint(std::string_view step_id) const {
    const Step* last = &steps.front();
    for (const Step& passed : steps) {
        if (passed.checkpoint) last = &passed;
        if (passed.id == step_id) break;
    }
    return *last;
}

const SlotDefinition* Flow::slot(std::string_view name) const {
    return find_named(slots, &SlotDefinition::name, name);
}

const Flow* Script::flow(std::string_view id) const {
    const auto found = flows.find(id);
    return found == flows.end() ? nullptr : &found->second;
}

const Command* Script::command(std::string_view id) const {
    return find_named(commands, &Command::id, id);
}

const Step* Script::step(std::string_view flow_id, std::string_view step_id) const {
    const Flow* const found = flow(flow_id);
    return found == nullptr ? nullptr : found->step(step_id);
}

const SlotDefinition* Script::slot(std::string_view flow_id, std::string_view name) const {
    if (const Flow* own = flow(flow_id))
        if (const SlotDefinition* found = own->slot(name)) return found;
    for (const auto& [id, other] : flows) {
        const SlotDefinition* const found = other.slot(name);
        if (found != nullptr && outlives_flow(*found)) return found;
    }
    return nullptr;
}

bool waits_for_person(const Step& step) {
    return std::holds_alternative<Collect>(step.kind) || std::holds_alternative<Menu>(step.kind) ||
           std::holds_alternative<Confirm>(step.kind) || std::holds_alternative<Form>(step.kind) ||
           std::holds_alternative<Review>(step.kind) ||
           std::holds_alternative<ChooseSlot>(step.kind);
}

}  // namespace dialogs::language
