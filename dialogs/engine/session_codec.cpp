#include "dialogs/engine/session_codec.h"

#include "dialogs/engine/session_fields.h"

#include <nlohmann/json.hpp>

namespace dialogs {

// {"format": 1, "script": "<digest>", "status": "active",
//  "stack": [{"flow": "status", "step": "ask_no", "attempts": 1}],
//  "slots": {"application_no": {"value": …, "flow": "status", "at": <ms>}},
//  "results": {"verify_application": {"status": "ok"}}, …}
// Members equal to their default are left out.

namespace {

using nlohmann::json;

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

template <class T>
void take(const json& object, const char* key, std::optional<T>& value) {
    if (const json* found = member(object, key)) value = found->get<T>();
}

template <class T>
void read(const json& object, T& value) {
    fields::each(value, [&](const char* key, auto& part) { take(object, key, part); });
}

}  // namespace

// Found by argument-dependent lookup from inside the JSON library, hence outside the unnamed
// namespace.

void from_json(const json& object, Choice& choice) {
    object.at(0).get_to(choice.key);
    object.at(1).get_to(choice.label);
}

void from_json(const json& object, Candidate& candidate) {
    object.at(0).get_to(candidate.topic);
    object.at(1).get_to(candidate.title);
}

// A name no enumerator has throws, like every other thing that is no session.
template <class Enum>
requires std::is_enum_v<Enum>
void from_json(const json& value, Enum& named) {
    const auto& name = value.get_ref<const std::string&>();
    for (const auto& [enumerator, known] : fields::names_of(named)) {
        if (name != known) continue;
        named = enumerator;
        return;
    }
    throw json::other_error::create(501, "an unknown name", &value);
}

void from_json(const json& object, Pending& pending) { read(object, pending); }
void from_json(const json& object, Say& say) { read(object, say); }
void from_json(const json& object, Frame& frame) { read(object, frame); }
void from_json(const json& object, Slot& slot) { read(object, slot); }
void from_json(const json& object, Grant& grant) { read(object, grant); }
void from_json(const json& object, Point& point) { read(object, point); }
void from_json(const json& object, Doubt& doubt) { read(object, doubt); }
void from_json(const json& object, Suspended& suspended) { read(object, suspended); }

Result<Session> session_from_json(std::string_view text) try {
    const json object = json::parse(text);
    Session session;
    object.at("format").get_to(session.format);
    if (session.format < 1 || session.format > session_format) {
        return Error{Fault::malformed, "session format " + std::to_string(session.format)};
    }
    read(object, session);
    return session;
} catch (const json::exception& problem) {
    // what() may quote the text, which is somebody's conversation.
    return Error{Fault::malformed, "no session: json error " + std::to_string(problem.id)};
}

}  // namespace dialogs
