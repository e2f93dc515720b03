#pragma once
#include "dialogs/session.h"

#include <array>
#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>

namespace dialogs::fields {

constexpr std::array<std::pair<SessionStatus, std::string_view>, 4> status_names{{
    {SessionStatus::idle, "idle"},
    {SessionStatus::active, "active"},
    {SessionStatus::handed_over, "handed_over"},
    {SessionStatus::expired, "expired"},
}};
constexpr std::array<std::pair<Question, std::string_view>, 3> question_names{{
    {Question::look_up, "look_up"},
    {Question::act, "act"},
    {Question::hand_over, "hand_over"},
}};
constexpr const auto& names_of(SessionStatus) { return status_names; }
constexpr const auto& names_of(Question) { return question_names; }

// What a value consists of, by the names its JSON form has: once for reading and for writing.
// Choice and Candidate are arrays and have none.
template <class T, class Like>
concept Is = std::same_as<std::remove_const_t<T>, Like>;

void each(Is<Say> auto& say, auto visit) {
    visit("text", say.text);
    visit("choices", say.choices);
    visit("step", say.step);
    visit("topic", say.topic);
}

void each(Is<Frame> auto& frame, auto visit) {
    visit("flow", frame.flow);
    visit("step", frame.step);
    visit("attempts", frame.attempts);
    visit("digressions", frame.digressions);
    visit("asked", frame.asked);
    visit("field", frame.field);
    visit("skipped", frame.skipped);
    visit("verifying", frame.verifying);
}

void each(Is<Slot> auto& slot, auto visit) {
    visit("value", slot.value);
    visit("label", slot.label);
    visit("raw", slot.raw);
    visit("flow", slot.flow);
    visit("sensitive", slot.sensitive);
    visit("at", slot.set_at);
}

void each(Is<Grant> auto& grant, auto visit) {
    visit("subject", grant.subject);
    visit("until", grant.until);
}

void each(Is<Point> auto& point, auto visit) {
    visit("stack", point.stack);
    visit("slots", point.slots);
    visit("acted", point.acted);
}

void each(Is<Pending> auto& pending, auto visit) {
    visit("question", pending.question);
    visit("action", pending.action);
    visit("choice", pending.choice);
    visit("digression", pending.digression);
    visit("doubted", pending.doubted);
}

void each(Is<Doubt> auto& doubt, auto visit) {
    visit("text", doubt.text);
    visit("topic", doubt.topic);
}

void each(Is<Suspended> auto& suspended, auto visit) {
    visit("stack", suspended.stack);
    visit("slots", suspended.slots);
    visit("until", suspended.until);
    visit("moved", suspended.moved);
}

void each(Is<Session> auto& session, auto visit) {
    visit("format", session.format);
    visit("status", session.status);
    visit("script", session.script_digest);
    visit("stack", session.stack);
    visit("slots", session.slots);
    visit("results", session.results);
    visit("grants", session.grants);
    visit("pending", session.pending);
    visit("input", session.input);
    visit("history", session.history);
    visit("last_prompt", session.last_prompt);
    visit("unsent", session.unsent);
    visit("origin", session.origin);
    visit("topic", session.topic);
    visit("topic_title", session.topic_title);
    visit("topic_source", session.topic_source);
    visit("topic_brief_source", session.topic_brief_source);
    visit("topic_office", session.topic_office);
    visit("facets", session.facets);
    visit("candidates", session.candidates);
    visit("handoff", session.handoff);
    visit("meanwhile", session.meanwhile);
    visit("doubt", session.doubt);
    visit("suspended", session.suspended);
    visit("owed", session.owed);
    visit("failures", session.failures);
    visit("turns", session.turns);
    visit("steps", session.steps);
    visit("visits", session.visits);
    visit("heard_at", session.heard_at);
    visit("moved", session.moved);
}

}  // namespace dialogs::fields
