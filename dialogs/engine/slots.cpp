#include "dialogs/engine/slots.h"

#include <algorithm>
#include <functional>
#include <set>
#include <span>
#include <string>

namespace dialogs::engine {

namespace {

using language::Persist;

// A slot whose definition a new script no longer has is not worth keeping.
Persist persistence(const Turn& turn, const std::string& name, const Slot& slot) {
    const language::SlotDefinition* found = turn.script.slot(slot.flow, name);
    return found ? found->persist : Persist::none;
}

template <class Condition>
void drop_if(Turn& turn, Condition condition) {
    std::erase_if(turn.session.slots, [&](const auto& entry) {
        return condition(entry.second, persistence(turn, entry.first, entry.second));
    });
}

}  // namespace

const language::SlotDefinition* definition(const Turn& turn, std::string_view name) {
    if (turn.session.stack.empty()) return nullptr;
    return turn.script.slot(turn.session.stack.back().flow, name);
}

bool is_filled(const Turn& turn, const std::string& name) {
    return turn.session.slots.contains(name);
}

void fill(Turn& turn, const std::string& name, Filling filling) {
    const language::SlotDefinition* slot = definition(turn, name);
    const bool sensitive = slot && slot->sensitive;
    note(turn, "slot_set", name, sensitive ? "***" : filling.value);
    turn.session.slots[name] = Slot{
        std::move(filling.value),
        std::move(filling.label),
        sensitive ? std::string{} : std::move(filling.raw),
        top(turn).flow,
        sensitive,
        turn.context.now};
}

void clear(Turn& turn, const std::string& name) {
    if (turn.session.slots.erase(name) != 0) note(turn, "slot_cleared", name);
    if (!turn.session.stack.empty()) std::erase(top(turn).skipped, name);
}

void hide_message(Turn& turn) {
    turn.kept_text = "（核对信息，不保存）";
    turn.session.input.clear();
}

void drop_used(Turn& turn) {
    drop_if(turn, [](const Slot& slot, Persist persist) {
        return slot.sensitive || persist == Persist::none;
    });
}

void drop_passed(Turn& turn) {
    const auto& session = turn.session;
    if (session.history.empty() || session.stack.empty()) return;
    const Frame& here = session.stack.back();
    std::set<std::string, std::less<>> passed;
    for (const Point& point : std::span(session.history).first(session.history.size() - 1)) {
        const Frame& there = point.stack.back();
        // A form is one step, however many questions it asks.
        if (there.flow == here.flow && there.step == here.step) continue;
        passed.insert(point.slots.begin(), point.slots.end());
    }
    for (const std::string& last : session.history.back().slots)
        passed.erase(last);
    std::erase_if(turn.session.slots, [&](const auto& entry) {
        const auto& [name, slot] = entry;
        const bool for_one_step = slot.sensitive || persistence(turn, name, slot) == Persist::none;
        return for_one_step && passed.contains(name);
    });
}

void drop_of_flow(Turn& turn, const std::string& flow) {
    drop_if(turn, [&](const Slot& slot, Persist persist) {
        return slot.flow == flow && (persist == Persist::none || persist == Persist::flow);
    });
}

void drop_ended(Turn& turn, bool session_too) {
    drop_if(turn, [&](const Slot&, Persist persist) {
        return persist == Persist::none || persist == Persist::flow ||
               (session_too && persist == Persist::session);
    });
}

}  // namespace dialogs::engine
