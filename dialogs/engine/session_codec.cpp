#include "dialogs/engine/session_codec.h"

#include <nlohmann/json.hpp>

#include <concepts>

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

// An optional member is missing when there is none.
template <class T>
void put(json& object, const char* key, const std::optional<T>& value) {
    if (value) object[key] = *value;
}

template <class T>
void take(const json& object, const char* key, std::optional<T>& value) {
    if (const json* found = member(object, key)) value = found->get<T>();
}

// What a value consists of, once for reading and for writing.
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
}

void each(Is<Session> auto& session, auto visit) {
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
    visit("facets", session.facets);
    visit("candidates", session.candidates);
    visit("handoff", session.handoff);
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

template <class T>
json written(const T& value) {
    json object = json::object();
    each(value, [&](const char* key, const auto& part) { put(object, key, part); });
    return object;
}

template <class T>
void read(const json& object, T& value) {
    each(value, [&](const char* key, auto& part) { take(object, key, part); });
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

void to_json(json& object, const Candidate& candidate) {
    object = json::array({candidate.topic, candidate.title});
}
void from_json(const json& object, Candidate& candidate) {
    object.at(0).get_to(candidate.topic);
    object.at(1).get_to(candidate.title);
}

void to_json(json& object, const Pending& pending) {
    object = written(pending);
    object["question"] = pending.question;
}
void from_json(const json& object, Pending& pending) {
    object.at("question").get_to(pending.question);
    read(object, pending);
}

void to_json(json& object, const Say& say) { object = written(say); }
void from_json(const json& object, Say& say) { read(object, say); }
void to_json(json& object, const Frame& frame) { object = written(frame); }
void from_json(const json& object, Frame& frame) { read(object, frame); }
void to_json(json& object, const Slot& slot) { object = written(slot); }
void from_json(const json& object, Slot& slot) { read(object, slot); }
void to_json(json& object, const Grant& grant) { object = written(grant); }
void from_json(const json& object, Grant& grant) { read(object, grant); }
void to_json(json& object, const Point& point) { object = written(point); }
void from_json(const json& object, Point& point) { read(object, point); }
void to_json(json& object, const Doubt& doubt) { object = written(doubt); }
void from_json(const json& object, Doubt& doubt) { read(object, doubt); }
void to_json(json& object, const Suspended& suspended) { object = written(suspended); }
void from_json(const json& object, Suspended& suspended) { read(object, suspended); }

std::string to_json(const Session& session) {
    json object = written(session);
    object["format"] = session.format;
    object["status"] = session.status;
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
    read(object, session);
    return session;
} catch (const json::exception& problem) {
    // what() may quote the text, which is somebody's conversation.
    return Error{Fault::malformed, "no session: json error " + std::to_string(problem.id)};
}

}  // namespace dialogs
