#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/language/patterns.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

constexpr const char* emergency_flow = "pattern_emergency";
using language::handoff_flow;
constexpr std::string_view emergency = "emergency:";
constexpr int many_failures = 3;  // in a row: nobody was understood, whoever asked for the person

constexpr const char* error_label = "出过的问题";
constexpr const char* article_label = "看过的政策";

// What the clerk sees of the slots, and the town among them: what the talk is about, else where the
// person lives.
void tell_slots(const Turn& turn, HandOver& over, bool shown) {
    const auto& stack = turn.session.stack;
    bool is_of_this_talk = false;
    for (const auto& [name, slot] : turn.session.slots) {
        const language::SlotDefinition* known = turn.script.slot(slot.flow, name);
        if (!known || known->sensitive || slot.sensitive) continue;
        const std::string& label = known->label.empty() ? name : known->label;
        if (shown) over.context[label] = slot.label.empty() ? slot.value : slot.label;
        if (known->type.base != language::BaseType::gazetteer || is_of_this_talk) continue;
        over.area = slot.value;
        is_of_this_talk = !stack.empty() && slot.flow == stack.back().flow;
    }
}

// What went wrong and what was shown, as far as the handoff wants it told.
void tell_more(const Turn& turn, HandOver& over, const language::Handoff& handoff) {
    const auto& known = turn.session.handoff;
    const auto error = known.find("error");
    if (handoff.last_error && error != known.end()) over.context[error_label] = error->second;
    const std::string& article = turn.session.topic_title;
    const bool shown = !turn.session.topic.empty() && !article.empty();
    if (handoff.knowledge_shown && shown) over.context[article_label] = article;
}

bool keeps_to_county(const language::Step& step) {
    const auto* handoff = std::get_if<language::Handoff>(&step.kind);
    return handoff && !handoff->has_area;
}

// What would have stayed with the county does so wherever it ends, as when somebody asks for a
// person in the middle of a complaint.
bool is_countys_alone(const Turn& turn) {
    const auto& stack = turn.session.stack;
    const std::string from = origin(turn);
    return std::any_of(turn.script.flows.begin(), turn.script.flows.end(), [&](const auto& entry) {
        const language::Flow& flow = entry.second;
        const bool is_here = flow.description == from ||
                             std::any_of(stack.begin(), stack.end(), [&](const Frame& frame) {
                                 return frame.flow == flow.id;
                             });
        return is_here && std::any_of(flow.steps.begin(), flow.steps.end(), keeps_to_county);
    });
}

// By `handoff`, where a step of the script calls for the person.
void ask_for_person(Turn& turn, HandOver over, const language::Handoff* handoff) {
    over.reason = turn.session.handoff["reason"];
    if (over.reason.empty()) {
        over.reason = turn.session.failures >= many_failures ? "not_understood" : "asked";
    }
    if (over.reason.starts_with(emergency)) over.priority = Priority::urgent;
    tell_slots(turn, over, !handoff || handoff->tells_slots);
    if (handoff) tell_more(turn, over, *handoff);
    over.county_only = is_countys_alone(turn);
    if (over.county_only) over.area.clear();
    note(turn, "handed_over", over.queue, over.reason);
    turn.session.pending = Pending{Question::hand_over, {}, {}, false};
    turn.question = std::move(over);
    turn.state = State::waiting;
}

const language::Step* handoff_step(const Turn& turn, const std::string& flow_id) {
    const language::Flow* flow = turn.script.flow(flow_id);
    if (!flow) return nullptr;
    for (const language::Step& step : flow->steps) {
        if (std::holds_alternative<language::Handoff>(step.kind)) return &step;
    }
    return nullptr;
}

// The step that handed the conversation over; empty when none did.
Frame handed_at(Turn& turn) { return {turn.session.handoff["flow"], turn.session.handoff["step"]}; }

struct Ending {
    const char* name;
    language::Target language::Handoff::*target;
};
constexpr Ending closed{"on_closed", &language::Handoff::on_closed};
constexpr Ending given_back{"on_returned", &language::Handoff::on_returned};
constexpr Ending missed{"on_sla_missed", &language::Handoff::on_sla_missed};

// Goes where the handoff says for what has come of it; false when it says nothing.
bool tell(Turn& turn, const Frame& handed, const Ending& what) {
    const language::Step* step = turn.script.step(handed.flow, handed.step);
    const auto* handoff = step ? std::get_if<language::Handoff>(&step->kind) : nullptr;
    if (!handoff || !(handoff->*what.target)) return false;
    note(turn, "outcome", place(handed), what.name);
    turn.session.stack.push_back(handed);
    go(turn, handoff->*what.target);
    return true;
}

// Where it is said that nobody has taken the case in time: the handoff's own words or those of the
// ordinary one.
const language::Handoff* impatient(const Turn& turn, const Frame& handed) {
    const auto of = [](const language::Step* step) {
        const auto* handoff = step ? std::get_if<language::Handoff>(&step->kind) : nullptr;
        return handoff && handoff->on_sla_missed ? handoff : nullptr;
    };
    const auto* own = of(turn.script.step(handed.flow, handed.step));
    return own ? own : of(handoff_step(turn, handoff_flow));
}

}  // namespace

void remind_of_sla(Turn& turn) {
    const auto& known = turn.session.handoff;
    if (turn.session.status != SessionStatus::handed_over) return;
    if (!known.contains("step") || known.contains("overdue")) return;
    const Frame handed = handed_at(turn);
    const language::Step* step = turn.script.step(handed.flow, handed.step);
    const auto* handoff = step ? std::get_if<language::Handoff>(&step->kind) : nullptr;
    if (!handoff || handoff->sla.count() == 0) return;
    if (!impatient(turn, handed)) return;
    turn.reminders.push_back(Remind{
        handoff->sla, handoff->sla_in_working_hours ? "sla_working" : "sla"});
}

void begin(Turn& turn, const language::Step&, const language::Handoff& handoff) {
    HandOver over;
    over.queue = handoff.queue;
    const language::PriorityRule& rule = handoff.priority;
    over.priority = !rule.when || holds(turn, *rule.when) ? rule.then : rule.otherwise;
    over.summary = render(turn, handoff.summary);
    turn.session.handoff.erase("overdue");
    if (!handoff.reason.empty()) turn.session.handoff["reason"] = handoff.reason;
    turn.session.handoff["flow"] = top(turn).flow;
    turn.session.handoff["step"] = top(turn).step;
    ask_for_person(turn, std::move(over), &handoff);
}

void hand_over_plainly(Turn& turn) {
    const language::Step* step = handoff_step(turn, handoff_flow);
    const auto* handoff = step ? std::get_if<language::Handoff>(&step->kind) : nullptr;
    const std::string queue = handoff ? handoff->queue : "";
    ask_for_person(turn, {queue, Priority::high, {}, {}, {}, false, {}}, handoff);
}

void on_handed_over(Turn& turn, const HandedOver& handed) {
    auto& known = turn.session.handoff;
    known["case_no"] = handed.case_no;
    known["joined"] = handed.joined ? "true" : "false";
    known["office_open"] = handed.office_open ? "true" : "false";
    known["next_open"] = handed.next_open;
    const language::Step* step = current_step(turn);
    const auto* handoff = step ? std::get_if<language::Handoff>(&step->kind) : nullptr;
    if (!handoff || handoff->muted) turn.session.status = SessionStatus::handed_over;
    turn.session.meanwhile = false;
    turn.session.owed = false;  // a person has the message: that is an answer
    if (!step) {
        turn.state = State::over;
        return;
    }
    go_on(turn, step->next);
}

void on_returned(Turn& turn, const Returned& returned) {
    const Frame handed = handed_at(turn);
    turn.session.handoff.clear();
    turn.session.meanwhile = false;
    if (returned.may_rate) turn.session.handoff["may_rate"] = "true";
    turn.session.stack.clear();
    turn.session.status = SessionStatus::idle;
    turn.state = State::over;
    const bool leaves_rest = !returned.closed;
    if (leaves_rest && tell(turn, handed, given_back)) return;
    if (tell(turn, handed, closed)) return;
    // A handoff without words of its own, as in an emergency: those of the ordinary one.
    const language::Step* usual = handoff_step(turn, handoff_flow);
    if (!usual) return;
    const Frame ordinary{handoff_flow, usual->id};
    if (leaves_rest && tell(turn, ordinary, given_back)) return;
    tell(turn, ordinary, closed);
}

void on_overdue(Turn& turn) {
    note(turn, "overdue", "handoff");
    turn.session.handoff["overdue"] = "true";
    turn.session.stack.clear();
    turn.state = State::over;
    if (tell(turn, handed_at(turn), missed)) return;
    if (const language::Step* usual = handoff_step(turn, handoff_flow)) {
        tell(turn, {handoff_flow, usual->id}, missed);
    }
}

void raise_alarm(Turn& turn, const Alarm& alarm) {
    note(turn, "alarm", turn.session.stack.empty() ? "" : place(top(turn)), alarm.kind);
    say(turn, {alarm.text, {}, "alarm." + alarm.kind, {}});
    Session& session = turn.session;
    session.handoff["reason"] = std::string{emergency} + alarm.kind;
    session.status = SessionStatus::active;
    if (turn.script.flow(emergency_flow)) return link(turn, emergency_flow);
    const language::Step* step = handoff_step(turn, handoff_flow);
    if (!step) return hand_over_plainly(turn);
    link(turn, handoff_flow);
    go(turn, {language::Destination::step, step->id, {}});
}

}  // namespace dialogs::engine
