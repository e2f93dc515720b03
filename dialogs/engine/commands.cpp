#include "dialogs/engine/commands.h"

#include "dialogs/engine/asking.h"
#include "dialogs/engine/life.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/suspension.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/language/patterns.h"
#include "dialogs/text/call_for_person.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/menu.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

using language::Builtin;

using language::handoff_flow;
constexpr const char* expired_flow = "pattern_session_expired";
constexpr std::size_t two_characters = 6;   // bytes of Han characters in UTF-8
constexpr std::size_t shortest_reason = 3;  // characters: "没钱了"

// `number`: as digits, where the message is one.
bool matches(
    const Turn& turn, const language::Command& command, const std::optional<std::string>& number
) {
    // "00" is no number of a menu, so that "0" and "00" stay two things.
    if (number && turn.heard.text != "00")
        return std::ranges::find(command.match, *number) != command.match.end();
    return is_one_of(turn.heard, command.match);
}

bool links_to_handoff(const language::Command& command) {
    const auto* to = std::get_if<language::Link>(&command.run);
    return to && to->flow == handoff_flow;
}

constexpr std::string_view between_words[] = {
    "，", ",", "。", "、", "：", ":", " ", "！", "!", "\n"};

// "请转人工，我家房子塌了": what follows the word is the reason; empty when nothing does.
std::string reason_after(const Turn& turn, const language::Command& command) {
    constexpr std::size_t longest_call = 48;  // bytes of the word with all that is said around it
    std::string_view rest{turn.heard.text};
    std::size_t end = std::string_view::npos;
    for (const std::string_view separator : between_words)
        end = std::min(end, rest.find(separator));
    if (end == std::string_view::npos || end > longest_call) return {};
    const text::Normalised called = text::normalise(rest.substr(0, end));
    const bool calls = std::ranges::any_of(command.match, [&](const std::string& word) {
        return word.size() >= two_characters && is_word(called, word);
    });
    if (!calls) return {};
    rest.remove_prefix(end);
    for (const std::string_view separator : between_words) {
        if (rest.starts_with(separator)) rest.remove_prefix(separator.size());
    }
    return text::code_points(rest) >= shortest_reason ? std::string{rest} : std::string{};
}

void go_to_person(Turn& turn, const std::string& flow, const std::string& reason) {
    Session& session = turn.session;
    if (session.handoff["reason"].empty()) session.handoff["reason"] = "asked";
    const bool there = !session.stack.empty() && top(turn).flow == flow;
    const language::Flow* to = turn.script.flow(flow);
    if (there && to) {
        // Asked for a person twice: no more questions.
        for (const language::Step& step : to->steps) {
            if (!std::holds_alternative<language::Handoff>(step.kind)) continue;
            return go(turn, {language::Destination::step, step.id, {}});
        }
    }
    link(turn, flow);
    if (!reason.empty() && definition(turn, "handoff_reason")) {
        fill(turn, "handoff_reason", {reason, {}, reason});
    }
}

void go_back(Turn& turn) {
    auto& history = turn.session.history;
    if (history.empty()) return start(turn, turn.script.entry_flow);
    Point point = std::move(history.back());
    history.pop_back();
    for (const std::string& slot : point.slots)
        clear(turn, slot);
    turn.session.doubt.reset();
    if (point.acted) say(turn, pattern_text(turn, "pattern_not_undone"));
    turn.session.stack = std::move(point.stack);
    const language::Step* step = current_step(turn);
    if (!step) return start(turn, turn.script.entry_flow);
    ask(turn, *step);
}

void repeat(Turn& turn) {
    const bool idle = turn.session.stack.empty() || !top(turn).asked;
    if (turn.previous.empty()) {
        if (idle) return start(turn, turn.script.entry_flow);
        return ask(turn, *current_step(turn));
    }
    for (const Say& reply : turn.previous)
        say(turn, reply);
    if (idle) {
        turn.state = State::over;
    } else {
        wait(turn, *current_step(turn));
    }
}

// A step without help of its own shows the entry flow's.
void help(Turn& turn) {
    const language::Step* step = current_step(turn);
    const std::string where = place(top(turn));
    const language::Flow* entry = turn.script.flow(turn.script.entry_flow);
    const language::Text& own = asked_at(turn, *step).prompt->help;
    const language::Text& text = own.empty() ? entry->steps.front().prompt.help : own;
    say(turn, {render(turn, text), {}, where + ".help", {}});
    ask(turn, *step);
}

bool has_told(const Turn& turn) {
    const auto& slots = turn.session.slots;
    return std::ranges::any_of(turn.session.stack, [&](const Frame& frame) {
        return std::ranges::any_of(slots, [&](const auto& entry) {
            return entry.second.flow == frame.flow && !entry.second.sensitive;
        });
    });
}

// 菜单 in the middle of a form, or a code scanned anew: what was told waits for 继续.
void set_aside(Turn& turn) {
    if (!is_worth_resuming(turn) || !has_told(turn)) return;
    suspend(turn);
    say(turn, pattern_text(turn, "pattern_set_aside"));
}

void cancel(Turn& turn) {
    const bool has_words = turn.script.flow("pattern_cancelled") != nullptr;
    start(turn, has_words ? "pattern_cancelled" : turn.script.entry_flow);
}

void restart(Turn& turn) {
    drop_ended(turn, true);
    turn.session.results.clear();
    turn.session.grants.clear();
    turn.session.history.clear();
    turn.session.suspended.reset();
    turn.session.topic.clear();
    turn.session.topic_office.clear();
    turn.session.facets.clear();
    turn.session.failures = 0;
    start(turn, turn.script.entry_flow);
}

// 继续, also in answer to whether it is to be gone on with.
void resume(Turn& turn) {
    if (!turn.session.stack.empty() && top(turn).flow == expired_flow) {
        return go(turn, {language::Destination::resume, {}, {}});
    }
    if (take_up_suspended(turn)) return;
    const language::Step* step = current_step(turn);
    if (step && top(turn).asked) return ask(turn, *step);
    start(turn, turn.script.entry_flow);
}

void obey_builtin(Turn& turn, Builtin builtin) {
    switch (builtin) {
        case Builtin::back: return go_back(turn);
        case Builtin::cancel: return cancel(turn);
        case Builtin::restart: return restart(turn);
        case Builtin::repeat: return repeat(turn);
        case Builtin::help: return help(turn);
        case Builtin::resume: return resume(turn);
    }
}

void obey(Turn& turn, const language::Command& command, const std::string& reason) {
    note(turn, "command", turn.session.stack.empty() ? "" : place(top(turn)), command.id);
    if (const auto* builtin = std::get_if<Builtin>(&command.run)) {
        return obey_builtin(turn, *builtin);
    }
    if (const auto* to = std::get_if<language::GotoFlow>(&command.run)) {
        set_aside(turn);
        return start(turn, to->flow);
    }
    if (links_to_handoff(command)) return go_to_person(turn, handoff_flow, reason);
    link(turn, std::get<language::Link>(command.run).flow);
}

// At `step`, which may be none.
bool is_off(const language::Step* step, const language::Command& command) {
    return step && !step->commands && !command.always;
}

}  // namespace

const language::Command* command_heard(const Turn& turn) {
    const auto choice = text::menu_number(turn.heard);
    const auto number = choice ? std::optional(std::to_string(*choice)) : std::nullopt;
    const language::Step* step = current_step(turn);
    for (const language::Command& command : turn.script.commands) {
        if (is_off(step, command)) continue;
        if (matches(turn, command, number)) return &command;
        if (links_to_handoff(command) && text::calls_for_person(turn.heard)) return &command;
    }
    return nullptr;
}

bool run_command(Turn& turn) {
    if (const auto* command = command_heard(turn)) {
        obey(turn, *command, {});
        return true;
    }
    const language::Step* step = current_step(turn);
    for (const language::Command& command : turn.script.commands) {
        if (!links_to_handoff(command) || is_off(step, command)) continue;
        const std::string reason = reason_after(turn, command);
        if (reason.empty()) continue;
        obey(turn, command, reason);
        return true;
    }
    return false;
}

void obey(Turn& turn, const language::Command& command) { obey(turn, command, {}); }

}  // namespace dialogs::engine
