#include "dialogs/engine/hearing.h"

#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/life.h"
#include "dialogs/engine/meanwhile.h"
#include "dialogs/engine/moved.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/steps.h"
#include "dialogs/text/clean.h"

namespace dialogs::engine {

namespace {

// What was written, or what a pressed menu key stands for.
std::string words_of(const Message& message) {
    if (message.kind == MessageKind::event && message.text.empty()) return message.event_key;
    return message.text;
}

bool is_silent_event(const Message& message) {
    return message.kind == MessageKind::event && message.event != "click";
}

std::string kind_of(const Message& message) {
    constexpr const char* names[] = {
        "text", "voice", "image", "video", "location", "link", "event", "file"};
    return names[static_cast<std::size_t>(message.kind)];
}

// Messages nobody can read as text have a short pattern of their own; empty for all others.
std::string pattern_for(const Turn& turn, const Message& message) {
    const bool silent = turn.heard.text.empty();
    if (silent && message.kind == MessageKind::text) return "pattern_empty";
    if (silent && message.kind != MessageKind::event) return "pattern_media";
    const auto limit = static_cast<std::size_t>(turn.script.limits.max_input_chars);
    if (text::code_points(message.text) > limit) return "pattern_too_long";
    return {};
}

// Only after a crash between the host's answer and the commit: what was asked is lost.
void give_up_pending(Turn& turn) {
    if (!turn.session.pending) return;
    note(turn, "abandoned", turn.session.stack.empty() ? "" : place(top(turn)));
    turn.session.pending.reset();
    turn.session.unsent.clear();
    if (turn.session.stack.empty()) return;
    const language::Step* step = current_step(turn);
    if (!step || !language::waits_for_person(*step)) turn.session.stack.clear();
}

void take_message(Turn& turn, const Message& message) {
    if (has_lost_its_place(turn)) find_place(turn);
    if (!turn.session.moved.empty()) return take_moved(turn);
    const bool resting = turn.session.stack.empty();
    if (resting) begin_session(turn);
    if (is_silent_event(message)) {
        note(turn, "took", "event");
        if (!resting) ask(turn, *current_step(turn));
        return;
    }
    const std::string pattern = pattern_for(turn, message);
    if (!pattern.empty()) {
        note(turn, "took", pattern);
        if (turn.script.flow(pattern)) return call(turn, pattern);
        return resting ? void() : ask(turn, *current_step(turn));
    }
    if (!resting && (turn.session.status == SessionStatus::expired || has_expired(turn))) {
        return take_up(turn);
    }
    interpret(turn);
}

// "N1 N3": so that a clerk sees why a message was taken for what it was.
void note_rewrites(Turn& turn) {
    std::string steps;
    for (const std::string& step : turn.heard.rewrites)
        steps += (steps.empty() ? "" : " ") + step;
    if (!steps.empty()) note(turn, "normalised", "", std::move(steps));
}

void count_message(Turn& turn, const Message& message) {
    Session& session = turn.session;
    session.input = text::clean(words_of(message));
    turn.heard = text::normalise(session.input);
    note_rewrites(turn);
    turn.kind = kind_of(message);
    turn.previous = std::move(session.last_prompt);
    session.last_prompt.clear();
    session.steps = 0;
    session.owed = true;
    ++session.turns;
}

}  // namespace

void hear(Turn& turn, const Heard& heard) {
    if (heard.alarm) {
        count_message(turn, heard.message);
        raise_alarm(turn, *heard.alarm);
    } else if (turn.session.status != SessionStatus::handed_over) {
        count_message(turn, heard.message);
        give_up_pending(turn);
        const bool endless = turn.session.turns > turn.script.limits.max_turns_per_session;
        if (endless && !turn.session.stack.empty()) {
            fail(turn, "too many turns in a session");
        } else {
            take_message(turn, heard.message);
        }
    } else {
        turn.heard = text::normalise(text::clean(words_of(heard.message)));
        if (!is_for_bot(turn)) return;
        count_message(turn, heard.message);
        speak_meanwhile(turn);
    }
    turn.session.heard_at = turn.context.now;
    run(turn);
}

}  // namespace dialogs::engine
