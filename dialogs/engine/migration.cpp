#include "dialogs/engine/migration.h"

#include "dialogs/engine/scope.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/language/digest.h"
#include "dialogs/text/normalise.h"

#include <algorithm>
#include <utility>

namespace dialogs {

namespace {

using language::Flow;
using Place = language::Step;  // of a script; dialogs::Step is what advance() gives

// The last checkpoint a session at `step` had passed and the new flow still has, else its first
// step. Without the old flow nobody knows what was passed: the first checkpoint is safe.
const Place& safe_place(const Flow* old, std::string_view step, const Flow& now) {
    const Place* last = nullptr;
    if (old != nullptr) {
        for (const Place& passed : old->steps) {
            const Place* const still = passed.checkpoint ? now.heir(passed.id) : nullptr;
            if (still != nullptr) last = still;
            if (passed.id == step) break;
        }
    } else {
        for (const Place& place : now.steps)
            if (place.checkpoint && last == nullptr) last = &place;
    }
    return last != nullptr ? *last : now.steps.front();
}

class Move {
public:
    Move(Session session, const Script* old, const Script& now, Time at)
        : session_(std::move(session)), old_(old), now_(now), at_(at) {}

    Migrated run() {
        const bool was_expired = session_.status == SessionStatus::expired;
        const bool is_whole = move_slots(session_.slots, session_.stack);
        const std::string left = session_.stack.empty() ? "" : session_.stack.front().flow;
        const Fate fate = move_stack(session_.stack);
        move_history();
        const Fate aside = move_suspended();
        if (fate == Fate::ended && session_.status != SessionStatus::handed_over)
            session_.status = SessionStatus::idle;
        // Whoever comes back after days is asked whether to go on anyway.
        const bool quiet = was_expired && fate != Fate::rewound;
        if (fate != Fate::kept && !quiet) session_.moved = told_of(fate, is_whole);
        if (fate == Fate::ended && quiet && !left.starts_with("pattern_")) miss();
        session_.script_digest = now_.digest;
        return {std::move(session_), fate, aside};
    }

private:
    using Stack = std::vector<Frame>;

    const Flow* old_flow(const std::string& id) const {
        return old_ == nullptr ? nullptr : old_->flow(id);
    }

    Fate move_stack(Stack& stack) const {
        Fate fate = Fate::kept;
        for (std::size_t i = 0; i < stack.size(); ++i) {
            const Flow* const flow = now_.flow(stack[i].flow);
            if (flow == nullptr) return leave_from(stack, i);
            const Place* const step = flow->heir(stack[i].step);
            if (step == nullptr) {
                const Place& safe = safe_place(old_flow(flow->id), stack[i].step, *flow);
                stack.resize(i);
                stack.push_back(frame_at(*flow, safe));
                return Fate::rewound;
            }
            if (is_same(*flow, *step, stack[i].step)) {
                stack[i].step = step->id;
                continue;
            }
            // One that waits below others is asked when they are over.
            const bool on_top = i + 1 == stack.size();
            const bool asked = on_top && stack[i].asked;
            stack[i] = frame_at(*flow, *step);
            stack[i].asked = asked;
            if (on_top) fate = Fate::re_asked;
        }
        return fate;
    }

    static std::string_view told_of(Fate fate, bool is_whole) {
        return fate == Fate::rewound && !is_whole ? rewound_and_cleared : name_of(fate);
    }

    // Of an expired conversation's flow that is gone only who wants to go on with it is told.
    void miss() {
        if (session_.suspended) return;
        session_.suspended = Suspended{{}, {}, at_ + now_.limits.resume_window, {}};
    }

    static Frame frame_at(const Flow& flow, const Place& step) {
        Frame frame;
        frame.flow = flow.id;
        frame.step = step.id;
        return frame;
    }

    // Nothing above a flow that is gone can come back to it; what lies below it can go on.
    static Fate leave_from(Stack& stack, std::size_t frame) {
        stack.resize(frame);
        return frame == 0 ? Fate::ended : Fate::re_asked;
    }

    bool is_same(const Flow& flow, const Place& step, const std::string& old_id) const {
        const Flow* const old = old_flow(flow.id);
        const Place* const before = old == nullptr ? nullptr : old->step(old_id);
        return before != nullptr && language::step_digest(*old_, *old, *before) ==
                                        language::step_digest(now_, flow, step);
    }

    // What was put aside is asked anew anyway when it is taken up.
    Fate move_suspended() {
        if (!session_.suspended) return Fate::kept;
        auto& [stack, slots, until, moved] = *session_.suspended;
        const bool is_whole = move_slots(slots, stack);
        const Fate fate = move_stack(stack);
        if (fate == Fate::rewound) moved = told_of(fate, is_whole);
        if (stack.empty()) slots.clear();
        return fate;
    }

    // False when something that was told in those flows has to be told again.
    bool move_slots(std::map<std::string, Slot>& slots, const Stack& stack) const {
        bool is_whole = true;
        for (auto entry = slots.begin(); entry != slots.end();) {
            const std::string& flow = entry->second.flow;
            const bool stays = move_slot(entry->first, entry->second);
            const bool is_missed = !stays && now_.slot(flow, entry->first) != nullptr &&
                                   std::ranges::find(stack, flow, &Frame::flow) != stack.end();
            is_whole = is_whole && !is_missed;
            entry = stays ? std::next(entry) : slots.erase(entry);
        }
        return is_whole;
    }

    bool move_slot(const std::string& name, Slot& slot) const {
        const language::SlotDefinition* const wanted = now_.slot(slot.flow, name);
        if (wanted == nullptr) return false;
        const language::SlotDefinition* const before =
            old_ == nullptr ? nullptr : old_->slot(slot.flow, name);
        const bool same =
            before != nullptr && language::slot_digest(*before) == language::slot_digest(*wanted);
        return same || read_again(slot, *wanted);
    }

    // False when what was written means nothing to the slot as it is now.
    bool read_again(Slot& slot, const language::SlotDefinition& wanted) const {
        slot.sensitive = slot.sensitive || wanted.sensitive;
        if (slot.sensitive) return false;
        const std::string& written = slot.raw.empty() ? slot.value : slot.raw;
        const engine::Setting setting{engine::today({at_, {}}), now_.dialect};
        const auto understood = engine::understand(wanted, text::normalise(written), setting);
        if (understood.meaning != engine::Meaning::value) return false;
        slot.value = understood.filling.value;
        slot.label = understood.filling.label;
        return true;
    }

    // 返回 goes only to places that are still there.
    void move_history() {
        for (Point& point : session_.history)
            for (Frame& frame : point.stack)
                if (const Flow* flow = now_.flow(frame.flow))
                    if (const Place* step = flow->heir(frame.step)) frame.step = step->id;
        std::erase_if(session_.history, [&](const Point& point) {
            return std::any_of(point.stack.begin(), point.stack.end(), [&](const Frame& frame) {
                return now_.step(frame.flow, frame.step) == nullptr;
            });
        });
    }

    Session session_;
    const Script* old_;
    const Script& now_;
    Time at_;
};

}  // namespace

std::string_view name_of(Fate fate) {
    constexpr std::string_view names[] = {"kept", "re_asked", "rewound", "ended"};
    return names[static_cast<std::size_t>(fate)];
}

Migrated migrate(Session session, const Script* old, const Script& now, Time at) {
    const bool up_to_date = session.script_digest == now.digest;
    if (up_to_date || session.pending) return {std::move(session), Fate::kept};
    return Move(std::move(session), old, now, at).run();
}

}  // namespace dialogs
