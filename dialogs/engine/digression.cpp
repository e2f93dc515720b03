#include "dialogs/engine/asking.h"
#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/engine/wording.h"
#include "dialogs/text/clean.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

// "我的低保批下来没有" names the service too; a long sentence with the phrase in it may ask
// anything, and so may one with a kind word in it: 低保没有了咋办.
constexpr std::size_t most_around = 4;
constexpr std::size_t shortest_inside = 3;

bool is_service(const language::Flow& flow) {
    return std::any_of(flow.steps.begin(), flow.steps.end(), language::waits_for_person);
}

// "好的好的谢谢", "你好，有人在吗": nothing but its phrases, one after the other.
bool is_made_of(std::string_view rest, const std::vector<std::string>& phrases) {
    if (rest.empty()) return false;
    while (!rest.empty()) {
        std::size_t most = 0;
        for (const std::string& phrase : phrases) {
            if (rest.starts_with(phrase)) most = std::max(most, phrase.size());
        }
        if (most == 0) return false;
        rest.remove_prefix(most);
    }
    return true;
}

bool names(const text::Normalised& message, const language::Flow& flow, const std::string& phrase) {
    if (is_word(message, phrase)) return true;
    if (!is_service(flow)) return is_made_of(message.bare, flow.triggers);
    const std::size_t length = text::code_points(phrase);
    return length >= shortest_inside && message.compact.find(phrase) != std::string::npos &&
           text::code_points(message.compact) <= length + most_around;
}

const language::Flow* named_flow(const Turn& turn) {
    for (const auto& [id, flow] : turn.script.flows) {
        for (const std::string& phrase : flow.triggers) {
            if (names(turn.heard, flow, phrase)) return &flow;
        }
    }
    return nullptr;
}

// A form's field may be closed to side questions, and so may the whole form.
bool may_interrupt(const Turn& turn, const language::Step& step) {
    return step.prompt.interruptible && asked_at(turn, step).prompt->interruptible;
}

// Whoever asked for a person and is asked where they live may still ask something.
bool may_ask(const Turn& turn, const language::Step& step) {
    return may_interrupt(turn, step) ||
           (asked_at(turn, step).prompt->questions_interrupt && looks_like_question(turn.heard));
}

// It is under way already: back to its question, or on with what it needs first.
bool go_back_to(Turn& turn, const language::Flow& flow) {
    auto& stack = turn.session.stack;
    const auto there = std::find_if(stack.begin(), stack.end(), [&](const Frame& frame) {
        return frame.flow == flow.id;
    });
    if (there == stack.end()) return false;
    if (there->asked) stack.erase(there + 1, stack.end());
    if (!top(turn).asked) return false;
    ask_again(turn, standing_at(turn));
    return true;
}

constexpr std::size_t room = 2;  // for the flow itself and for one that it calls

// The oldest side way is forgotten rather than the new one refused.
void make_room(Turn& turn) {
    auto& stack = turn.session.stack;
    const auto most = static_cast<std::size_t>(std::max(turn.script.limits.max_call_depth, 2));
    while (stack.size() + room >= most && stack.size() > 1)
        stack.erase(stack.begin());
}

void begin_named(Turn& turn, const language::Flow& flow) {
    note(turn, "triggered", place(top(turn)), flow.id);
    if (go_back_to(turn, flow)) return;
    make_room(turn);
    if (top(turn).asked) {
        remember_answered(turn, {});
    } else {
        turn.session.stack.pop_back();
    }
    call(turn, flow.id);
}

}  // namespace

bool is_trigger(const Turn& turn) {
    return std::any_of(turn.script.flows.begin(), turn.script.flows.end(), [&](const auto& entry) {
        return is_service(entry.second) && is_one_of(turn.heard, entry.second.triggers);
    });
}

bool names_a_flow(const Turn& turn) { return named_flow(turn) != nullptr; }

const language::Flow* service_named(const Turn& turn, const language::Step& step) {
    if (!may_interrupt(turn, step)) return nullptr;
    const language::Flow* flow = named_flow(turn);
    return flow && flow->id != turn.session.stack.back().flow ? flow : nullptr;
}

bool begin_named_service(Turn& turn, const language::Step& step) {
    const language::Flow* flow = service_named(turn, step);
    if (flow) begin_named(turn, *flow);
    return flow != nullptr;
}

bool digress(Turn& turn, const language::Step& step) {
    if (begin_named_service(turn, step)) return true;
    if (!may_ask(turn, step) || !is_wordy(turn.heard)) return false;
    const auto* menu = std::get_if<language::Menu>(&step.kind);
    if (menu && menu->free_text) {
        note(turn, "free_text", place(top(turn)));
        if (top(turn).asked) remember_answered(turn, {});
        go(turn, menu->free_text);
        return true;
    }
    if (!top(turn).asked) return false;
    if (top(turn).digressions >= turn.script.limits.max_digressions) return false;
    note(turn, "digression", place(top(turn)));
    look_up(turn, {turn.session.input, {}, {}, {}}, {Question::look_up, {}, {}, true});
    return true;
}

}  // namespace dialogs::engine
