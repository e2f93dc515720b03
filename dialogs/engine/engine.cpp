#include "dialogs/engine/engine.h"

#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/life.h"
#include "dialogs/engine/meanwhile.h"
#include "dialogs/engine/moved.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/turn.h"
#include "dialogs/text/clean.h"

#include <algorithm>
#include <functional>

namespace dialogs {

namespace engine {

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

// A script without the flow or the step a session stands at is a newer one.
bool has_lost_its_place(const Turn& turn) {
    const auto& stack = turn.session.stack;
    return std::any_of(stack.begin(), stack.end(), [&](const Frame& frame) {
        return turn.script.step(frame.flow, frame.step) == nullptr;
    });
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

void on(Turn& turn, const Heard& heard) {
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

using Handle = std::function<void(const Pending&)>;

// What the host answers, if it was asked for that.
void resume(Turn& turn, Question question, const Handle& handle) {
    if (!turn.session.pending || turn.session.pending->question != question) return;
    const Pending pending = *turn.session.pending;
    turn.session.pending.reset();
    const bool nowhere = turn.session.stack.empty() && question != Question::hand_over;
    if (nowhere || has_lost_its_place(turn)) {
        fail(turn, "the script changed while the host was asked");
    } else {
        handle(pending);
    }
    run(turn);
}

void on(Turn& turn, const Found& found) {
    resume(turn, Question::look_up, [&](const Pending& pending) {
        on_found(turn, pending, found);
    });
}

void on(Turn& turn, const Done& done) {
    resume(turn, Question::act, [&](const Pending& pending) {
        if (pending.action == done.action) return on_done(turn, done);
        note(turn, "error", "", "a result of " + done.action + " nobody asked for");
        on_failed(turn);
    });
}

void on(Turn& turn, const Failed& failed) {
    if (!failed.code.empty()) note(turn, "failed_with", failed.action, failed.code);
    resume(turn, Question::act, [&](const Pending&) { on_failed(turn); });
}

void on(Turn& turn, const HandedOver& handed) {
    resume(turn, Question::hand_over, [&](const Pending&) { on_handed_over(turn, handed); });
}

void on(Turn& turn, const TimedOut& over) {
    Session& session = turn.session;
    if (over.kind.starts_with("sla") && session.status == SessionStatus::handed_over) {
        on_overdue(turn);
        return run(turn);
    }
    if (session.status != SessionStatus::active || session.pending || session.stack.empty()) return;
    if (over.kind == "expire") {
        note(turn, "expired", place(top(turn)));
        session.status = SessionStatus::expired;
        const language::Step* waiting = current_step(turn);
        if (is_worth_resuming(turn) || (waiting && is_by_the_way(*waiting))) return;
        turn.state = State::over;
        return run(turn);
    }
    const language::Step* step = current_step(turn);
    if (over.kind != "timeout" || !step || !step->timeout) return;
    note(turn, "timed_out", place(top(turn)));
    session.moved.clear();
    session.steps = 0;
    remember_answered(turn, {});
    go(turn, step->timeout->next);
    run(turn);
}

void on(Turn& turn, const Returned& returned) {
    if (turn.session.status != SessionStatus::handed_over && !turn.session.meanwhile) return;
    turn.session.steps = 0;
    turn.session.visits.clear();
    forget_expired(turn);
    on_returned(turn, returned);
    run(turn);
    turn.session.handoff.erase("may_rate");
    // What is asked now waits from now on, however long ago the person wrote.
    if (!turn.session.stack.empty()) turn.session.heard_at = turn.context.now;
}

// A turn's replies leave together, unless the host has to be asked first; help that is called for
// is never waited for.
void release(Turn& turn, std::vector<Effect>& effects) {
    Session& session = turn.session;
    const bool calls_for_person = turn.question && std::holds_alternative<HandOver>(*turn.question);
    if (turn.question && !calls_for_person) return;
    auto replies = joined(std::move(session.unsent), profile(turn));
    session.unsent.clear();
    for (Say& reply : replies) {
        session.owed = false;
        session.last_prompt.push_back(reply);
        effects.emplace_back(std::move(reply));
    }
}

Step finished(Turn& turn) {
    Step step;
    release(turn, step.effects);
    if (!turn.question) {
        remind_of_sla(turn);
        for (Effect& reminder : turn.reminders)
            step.effects.push_back(std::move(reminder));
    } else {
        step.effects.push_back(*std::move(turn.question));
    }
    if (!turn.session.pending) {
        drop_passed(turn);
        turn.session.input.clear();
        turn.session.steps = 0;
    }
    turn.session.script_digest = turn.script.digest;
    step.session = std::move(turn.session);
    step.trace = std::move(turn.trace);
    step.kept_text = std::move(turn.kept_text);
    return step;
}

}  // namespace

}  // namespace engine

Step advance(const Script& script, Session session, const Input& input, const Context& context) {
    engine::Turn turn{script, context, std::move(session)};
    std::visit([&](const auto& what) { engine::on(turn, what); }, input);
    return engine::finished(turn);
}

}  // namespace dialogs
