#include "dialogs/engine/suspension.h"

#include "dialogs/engine/life.h"
#include "dialogs/engine/migration.h"
#include "dialogs/engine/moved.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

// Where the flow on top goes on: at the question answered last, else at its checkpoint or start.
std::vector<Frame> resting_place(const Turn& turn) {
    const Session& session = turn.session;
    const Frame& now = session.stack.back();
    if (now.asked) return session.stack;
    if (!session.history.empty() && session.history.back().stack.back().flow == now.flow) {
        return session.history.back().stack;
    }
    std::vector<Frame> stack = session.stack;
    const language::Flow* flow = turn.script.flow(now.flow);
    if (!flow || flow->steps.empty()) return {};
    stack.back() = Frame{now.flow, flow->checkpoint(now.step).id};
    return stack;
}

bool has_its_place(const Turn& turn, const std::vector<Frame>& stack) {
    return !stack.empty() && std::all_of(stack.begin(), stack.end(), [&](const Frame& frame) {
        return turn.script.step(frame.flow, frame.step) != nullptr;
    });
}

}  // namespace

void suspend(Turn& turn) {
    Suspended aside{resting_place(turn), turn.session.slots, {}};
    std::erase_if(aside.slots, [](const auto& entry) { return entry.second.sensitive; });
    std::erase_if(aside.stack, [](const Frame& frame) {
        return frame.flow.starts_with("pattern_");
    });
    if (aside.stack.empty()) return;
    aside.until = turn.context.now + turn.script.limits.resume_window;
    note(turn, "suspended", place(aside.stack.back()));
    turn.session.suspended = std::move(aside);
}

bool take_up_suspended(Turn& turn) {
    Session& session = turn.session;
    const language::Step* step = current_step(turn);
    if (step && top(turn).asked && is_worth_resuming(turn)) {
        ask_again(turn, *step);
        return true;
    }
    drop_overdue_suspension(turn);
    if (!session.suspended) return false;
    Suspended aside = *std::move(session.suspended);
    session.suspended.reset();
    if (!has_its_place(turn, aside.stack)) {
        say_moved(turn, name_of(Fate::ended));
        start(turn, turn.script.entry_flow);
        return true;
    }
    session.stack = std::move(aside.stack);
    session.slots.merge(aside.slots);
    session.history.clear();
    note(turn, "taken_up", place(top(turn)));
    say_moved(turn, aside.moved);
    const language::Step* waiting = current_step(turn);
    if (top(turn).asked) {
        ask_again(turn, *waiting);
    } else {
        turn.state = State::running;
    }
    return true;
}

void drop_overdue_suspension(Turn& turn) {
    auto& aside = turn.session.suspended;
    if (aside && aside->until < turn.context.now) aside.reset();
}

}  // namespace dialogs::engine
