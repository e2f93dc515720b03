#include "dialogs/engine/waiting.h"

#include "dialogs/engine/asking.h"
#include "dialogs/engine/choices.h"
#include "dialogs/engine/commands.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/turn.h"
#include "dialogs/engine/wording.h"

namespace dialogs {

bool waits_for_words(const Script& script, const Session& session, const Context& context) {
    if (session.status != SessionStatus::active || session.pending || session.stack.empty())
        return false;
    // Looked at before a turn is made, which copies the session: most wait for no words.
    const Frame& frame = session.stack.back();
    const language::Step* standing = script.step(frame.flow, frame.step);
    const bool collects = standing && std::holds_alternative<language::Collect>(standing->kind);
    if (!frame.asked || !(collects || !frame.field.empty())) return false;
    const engine::Turn turn{script, context, session};
    const language::Step* step = engine::current_step(turn);
    if (!step) return false;
    const auto asked = engine::asked_at(turn, *step);
    if (!asked.collect) return false;
    const auto* slot = engine::definition(turn, asked.collect->slot);
    return slot && slot->type.base == language::BaseType::text && !slot->sensitive;
}

bool is_command(
    const Script& script, const Session& session, const Context& context, std::string_view text
) {
    engine::Turn turn{script, context, session};
    turn.heard = text::normalise(text);
    return engine::run_command(turn);
}

bool calls_person(const Script& script, std::string_view text) {
    const Session nobody;
    const Context nowhere;
    engine::Turn turn{script, nowhere, nobody};
    turn.heard = text::normalise(text);
    const auto* command = engine::command_heard(turn);
    return command && command->always;
}

std::vector<Choice> open_choices(
    const Script& script, const Session& session, const Context& context
) {
    if (session.status != SessionStatus::active || session.pending || session.stack.empty())
        return {};
    const engine::Turn turn{script, context, session};
    const language::Step* step = engine::current_step(turn);
    if (!step || !session.stack.back().asked) return {};
    return engine::choices_of(turn, *step);
}

bool asks(std::string_view text) { return engine::looks_like_question(text::normalise(text)); }

}  // namespace dialogs
