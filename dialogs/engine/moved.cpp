#include "dialogs/engine/moved.h"

#include "dialogs/engine/commands.h"
#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/life.h"
#include "dialogs/engine/migration.h"
#include "dialogs/engine/prompt.h"

#include <algorithm>
#include <utility>

namespace dialogs::engine {

namespace {

bool is_to_go_on(const Turn& turn) {
    const language::Command* const command = command_heard(turn);
    const auto* const builtin = command ? std::get_if<language::Builtin>(&command->run) : nullptr;
    return builtin && *builtin == language::Builtin::resume;
}

}  // namespace

void say_moved(Turn& turn, std::string_view moved) {
    if (moved == name_of(Fate::ended)) return say(turn, pattern_text(turn, "pattern_script_ended"));
    if (moved != name_of(Fate::rewound) && moved != rewound_and_cleared) return;
    Say words;
    if (moved == rewound_and_cleared) words = pattern_text(turn, "pattern_script_cleared");
    say(turn, words.text.empty() ? pattern_text(turn, "pattern_script_changed") : words);
}

bool has_lost_its_place(const Turn& turn) {
    const auto& stack = turn.session.stack;
    return std::any_of(stack.begin(), stack.end(), [&](const Frame& frame) {
        return turn.script.step(frame.flow, frame.step) == nullptr;
    });
}

void find_place(Turn& turn) {
    Session& session = turn.session;
    session.script_digest.clear();
    session = migrate(std::move(session), nullptr, turn.script, turn.context.now).session;
}

void take_moved(Turn& turn) {
    const std::string moved = std::exchange(turn.session.moved, {});
    const bool ended = moved == name_of(Fate::ended);
    const bool resting = turn.session.stack.empty();
    note(turn, "script_changed", resting ? "" : place(top(turn)), moved);
    if (resting) begin_session(turn);
    if (resting && !ended) return interpret(turn);
    // 继续 is said of what was just moved, not of anything put aside before it.
    if (!is_to_go_on(turn) && run_command(turn)) return;
    if (ended) return say_moved(turn, moved);
    const language::Step* step = current_step(turn);
    if (moved == name_of(Fate::re_asked) && language::waits_for_person(*step))
        return ask_again(turn, *step);
    say_moved(turn, moved);
    turn.state = State::running;
}

}  // namespace dialogs::engine
