#include "dialogs/engine/session_codec.h"

#include <nlohmann/json.hpp>

namespace dialogs {

// {"format": 1, "script": "<digest>", "status": "active",
//  "stack": [{"flow": "status", "step": "ask_no", "attempts": 1}],
//  "slots": {"application_no": {"value": …, "flow": "status", "at": <ms>}},
//  "results": {"verify_application": {"status": "ok"}}, …}
// Members equal to their default are left out.

NLOHMANN_JSON_SERIALIZE_ENUM(
    SessionStatus,
    {{SessionStatus::idle, "idle"},
     {SessionStatus::active, "active"},
     {SessionStatus::handed_over, "handed_over"},
     {SessionStatus::expired, "expired"}}
)
NLOHMANN_JSON_SERIALIZE_ENUM(
    Question,
    {{Question::look_up, "look_up"}, {Question::act, "act"}, {Question::hand_over, "hand_over"}}
)

namespace {

using nlohmann::json;

std::int64_t to_number(Time time) { return time.time_since_epoch().count(); }

template <class T>
void put(json& object, const char* key, const T& value) {
    if (value != T{}) object[key] = value;
}

void put(json& object, const char* key, Time time) {
    if (time != Time{}) object[key] = to_number(time);
}

// Null when it is missing; throws when there are no members at all.
const json* member(const json& object, const char* key) {
    if (!object.is_object()) return &object.at(key);
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

// Missing members keep what `value` holds; a member of the wrong type throws.
template <class T>
void take(const json& object, const char* key, T& value) {
    if (const json* found = member(object, key)) found->get_to(value);
}

void take(const json& object, const char* key, Time& time) {
    if (const json* found = member(object, key)) {
        time = Time{std::chrono::milliseconds{found->get<std::int64_t>()}};
    }
}

}  // namespace

// Found by argument-dependent lookup from inside the JSON library, hence outside the unnamed
// namespace.

void to_json(json& object, const Choice& choice) {
    object = json::array({choice.key, choice.label});
}

void from_json(const json& object, Choice& choice) {
    object.at(0).get_to(choice.key);
    object.at(1).get_to(choice.label);
}

void to_json(json& object, const Say& say) {
    object = json::object();
    put(object, "text", say.text);
    put(object, "choices", say.choices);
    put(object, "step", say.step);
    put(object, "topic", say.topic);
}

void from_json(const json& object, Say& say) {
    take(object, "text", say.text);
    take(object, "choices", say.choices);
    take(object, "step", say.step);
    take(object, "topic", say.topic);
}

void to_json(json& object, const Frame& frame) {
    object = json::object();
    put(object, "flow", frame.flow);
    put(object, "step", frame.step);
    put(object, "attempts", frame.attempts);
    put(object, "digressions", frame.digressions);
    put(object, "asked", frame.asked);
}

void from_json(const json& object, Frame& frame) {
    take(object, "flow", frame.flow);
    take(object, "step", frame.step);
    take(object, "attempts", frame.attempts);
    take(object, "digressions", frame.digressions);
    take(object, "asked", frame.asked);
}

void to_json(json& object, const Slot& slot) {
    object = json::object();
    put(object, "value", slot.value);
    put(object, "label", slot.label);
    put(object, "raw", slot.raw);
    put(object, "flow", slot.flow);
    put(object, "sensitive", slot.sensitive);
    put(object, "at", slot.set_at);
}

void from_json(const json& object, Slot& slot) {
    take(object, "value", slot.value);
    take(object, "label", slot.label);
    take(object, "raw", slot.raw);
    take(object, "flow", slot.flow);
    take(object, "sensitive", slot.sensitive);
    take(object, "at", slot.set_at);
}

void to_json(json& object, const Grant& grant) {
    object = json::object();
    put(object, "subject", grant.subject);
    put(object, "until", grant.until);
}

void from_json(const json& object, Grant& grant) {
    take(object, "subject", grant.subject);
    take(object, "until", grant.until);
}

void to_json(json& object, const Point& point) {
    object = json::object();
    put(object, "stack", point.stack);
    put(object, "slots", point.slots);
}

void from_json(const json& object, Point& point) {
    take(object, "stack", point.stack);
    take(object, "slots", point.slots);
}

void to_json(json& object, const Candidate& candidate) {
    object = json::array({candidate.topic, candidate.title});
}

void from_json(const json& object, Candidate& candidate) {
    object.at(0).get_to(candidate.topic);
    object.at(1).get_to(candidate.title);
}

void to_json(json& object, const Pending& pending) {
    object = json::object();
    object["question"] = pending.question;
    put(object, "action", pending.action);
    put(object, "choice", pending.choice);
    put(object, "digression", pending.digression);
}

void from_json(const json& object, Pending& pending) {
    object.at("question").get_to(pending.question);
    take(object, "action", pending.action);
    take(object, "choice", pending.choice);
    take(object, "digression", pending.digression);
}

std::string to_json(const Session& session) {
    json object = json::object();
    object["format"] = session.format;
    object["status"] = session.status;
    put(object, "script", session.script_digest);
    put(object, "stack", session.stack);
    put(object, "slots", session.slots);
    put(object, "results", session.results);
    put(object, "grants", session.grants);
    if (session.pending) object["pending"] = *session.pending;
    put(object, "input", session.input);
    put(object, "history", session.history);
    put(object, "last_prompt", session.last_prompt);
    put(object, "unsent", session.unsent);
    put(object, "origin", session.origin);
    put(object, "topic", session.topic);
    put(object, "facets", session.facets);
    put(object, "candidates", session.candidates);
    put(object, "handoff", session.handoff);
    put(object, "owed", session.owed);
    put(object, "failures", session.failures);
    put(object, "turns", session.turns);
    put(object, "steps", session.steps);
    put(object, "visits", session.visits);
    put(object, "heard_at", session.heard_at);
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Session> session_from_json(std::string_view text) try {
    const json object = json::parse(text);
    Session session;
    object.at("format").get_to(session.format);
    if (session.format < 1 || session.format > session_format) {
        return Error{Fault::malformed, "session format " + std::to_string(session.format)};
    }
    object.at("status").get_to(session.status);
    take(object, "script", session.script_digest);
    take(object, "stack", session.stack);
    take(object, "slots", session.slots);
    take(object, "results", session.results);
    take(object, "grants", session.grants);
    if (object.contains("pending")) session.pending = object.at("pending").get<Pending>();
    take(object, "input", session.input);
    take(object, "history", session.history);
    take(object, "last_prompt", session.last_prompt);
    take(object, "unsent", session.unsent);
    take(object, "origin", session.origin);
    take(object, "topic", session.topic);
    take(object, "facets", session.facets);
    take(object, "candidates", session.candidates);
    take(object, "handoff", session.handoff);
    take(object, "owed", session.owed);
    take(object, "failures", session.failures);
    take(object, "turns", session.turns);
    take(object, "steps", session.steps);
    take(object, "visits", session.visits);
    take(object, "heard_at", session.heard_at);
    return session;
} catch (const json::exception& problem) {
    // what() may quote the text, which is somebody's conversation.
    return Error{Fault::malformed, "no session: json error " + std::to_string(problem.id)};
}

}  // namespace dialogs
