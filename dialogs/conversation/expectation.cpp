#include "dialogs/conversation/expectation.h"

#include "dialogs/conversation/names.h"
#include "dialogs/conversation/replies.h"

#include <algorithm>
#include <functional>
#include <map>

namespace dialogs::conversation {

namespace {

using Check = Wrong (*)(const Expectation&, const Seen&);

std::string traced(const Seen& seen, const std::string& kind, std::string Trace::*part) {
    std::string all;
    for (const Trace& entry : seen.reaction.trace) {
        if (entry.kind != kind) continue;
        all += (all.empty() ? "" : ", ") + entry.*part;
    }
    return all;
}

bool has_trace(
    const Seen& seen, const std::string& kind, std::string Trace::*part, const std::string& value
) {
    const auto& trace = seen.reaction.trace;
    return std::any_of(trace.begin(), trace.end(), [&](const Trace& entry) {
        return entry.kind == kind && entry.*part == value;
    });
}

// Expectations that one entry of the trace fulfils: its kind, and the part that has the value.
struct Traced {
    const char* kind;
    std::string Trace::*part;
};

const std::map<std::string, Traced, std::less<>>& traced_kinds() {
    static const std::map<std::string, Traced, std::less<>> table = {
        {"said", {"said", &Trace::where}},
        {"action_called", {"action_requested", &Trace::detail}},
        {"flow_started", {"flow_started", &Trace::where}},
        {"flow_ended", {"flow_ended", &Trace::where}},
        {"command", {"command", &Trace::detail}},
        {"took", {"took", &Trace::where}},
        {"corrected", {"corrected", &Trace::detail}},
        {"redirected", {"redirected", &Trace::detail}},
        {"over_answered", {"over_answered", &Trace::detail}}};
    return table;
}

// A repair flow was entered, or its words were used: "human_handoff".
Wrong pattern(const Expectation& expected, const Seen& seen) {
    const bool whole = expected.value.starts_with("pattern_");
    const std::string flow = whole ? expected.value : "pattern_" + expected.value;
    const auto& trace = seen.reaction.trace;
    const bool used = std::any_of(trace.begin(), trace.end(), [&](const Trace& entry) {
        return (entry.kind == "flow_started" && entry.where == flow) ||
               (entry.kind == "said" && entry.where.starts_with(flow + '.'));
    });
    if (used) return {};
    return flow + " was not used, but: " + traced(seen, "said", &Trace::where);
}

// `answered: dibao.standard` or `answered: {topic: dibao.standard}`
Wrong answered(const Expectation& expected, const Seen& seen) {
    const auto topic = expected.fields.find("topic");
    const std::string& wanted = topic == expected.fields.end() ? expected.value : topic->second;
    if (has_trace(seen, "answered", &Trace::detail, wanted)) return {};
    return differs("answered", wanted, traced(seen, "answered", &Trace::detail));
}

Wrong not_said(const Expectation& expected, const Seen& seen) {
    if (!has_trace(seen, "said", &Trace::where, expected.value)) return {};
    return expected.value + " was said";
}

std::string waiting_at(const Session& session) {
    if (session.stack.empty() || session.status != SessionStatus::active) return "nothing";
    return session.stack.back().flow + '.' + session.stack.back().step;
}

// "apply.details", or with the slot a form asks for: "apply.details.village".
Wrong waiting(const Expectation& expected, const Seen& seen) {
    const std::string place = waiting_at(seen.session);
    if (place == expected.value) return {};
    const auto& stack = seen.session.stack;
    const std::string field = stack.empty() ? "" : stack.back().field;
    return differs("to wait at", expected.value, field.empty() ? place : place + '.' + field);
}

Wrong attempts(const Expectation& expected, const Seen& seen) {
    const auto& stack = seen.session.stack;
    return differs(
        "attempts", expected.value, stack.empty() ? "" : std::to_string(stack.back().attempts)
    );
}

Wrong slot_set(const Expectation& expected, const Seen& seen) {
    for (const auto& [name, value] : expected.fields) {
        const auto slot = seen.session.slots.find(name);
        const std::string got = slot == seen.session.slots.end() ? "" : slot->second.value;
        if (auto wrong = differs(name + " =", value, got)) return wrong;
    }
    return {};
}

Wrong slot_not_set(const Expectation& expected, const Seen& seen) {
    if (!seen.session.slots.contains(expected.value)) return {};
    return expected.value + " is set";
}

Wrong action_not_called(const Expectation& expected, const Seen& seen) {
    if (!has_trace(seen, "action_requested", &Trace::detail, expected.value)) return {};
    return expected.value + " was called";
}

Wrong handoff(const Expectation& expected, const Seen& seen) {
    if (seen.reaction.handoffs.empty()) return "nobody was called";
    const HandOver& over = seen.reaction.handoffs.back();
    const std::map<std::string, std::string> parts = {
        {"queue", over.queue},
        {"priority", name(over.priority)},
        {"reason", over.reason},
        {"summary", over.summary},
        {"area", over.area}};
    for (const auto& [field, value] : expected.fields) {
        const auto part = parts.find(field);
        const auto slot = over.context.find(field);
        const std::string got = part != parts.end()          ? part->second
                                : slot != over.context.end() ? slot->second
                                                             : "";
        if (auto wrong = differs("handoff " + field, value, got)) return wrong;
    }
    return {};
}

Wrong no_handoff(const Expectation&, const Seen& seen) {
    if (seen.reaction.handoffs.empty()) return {};
    return "a person was called";
}

Wrong session(const Expectation& expected, const Seen& seen) {
    return differs("the session to be", expected.value, name(seen.session.status));
}

Wrong not_logged(const Expectation& expected, const Seen& seen) {
    if (seen.record.find(expected.value) == std::string::npos) return {};
    return "\"" + expected.value + "\" was kept";
}

Wrong kept_text(const Expectation& expected, const Seen& seen) {
    return differs("kept text", expected.value, seen.reaction.kept_text.value_or(""));
}

Wrong consent(const Expectation& expected, const Seen& seen) {
    return differs("consent to", expected.value, name(seen.reaction.consent));
}

const std::map<std::string, Check, std::less<>>& checks() {
    static const std::map<std::string, Check, std::less<>> table = {
        {"pattern", pattern},
        {"answered", answered},
        {"not_said", not_said},
        {"said_contains", said_contains},
        {"not_said_contains", not_said_contains},
        {"segments", segments},
        {"messages", messages},
        {"choices", choices},
        {"waiting", waiting},
        {"attempts", attempts},
        {"slot_set", slot_set},
        {"slot_not_set", slot_not_set},
        {"action_not_called", action_not_called},
        {"handoff", handoff},
        {"no_handoff", no_handoff},
        {"session", session},
        {"consent", consent},
        {"not_logged", not_logged},
        {"kept_text", kept_text},
        {"silent", silent}};
    return table;
}

}  // namespace

bool is_expectation(std::string_view kind) {
    return checks().contains(kind) || traced_kinds().contains(kind);
}

std::optional<std::string> check(const Expectation& expected, const Seen& seen) {
    const auto entry = traced_kinds().find(expected.kind);
    if (entry != traced_kinds().end()) {
        const auto& [kind, part] = entry->second;
        if (has_trace(seen, kind, part, expected.value)) return {};
        return differs(expected.kind, expected.value, traced(seen, kind, part));
    }
    const auto found = checks().find(expected.kind);
    if (found == checks().end()) return "unknown expectation " + expected.kind;
    return found->second(expected, seen);
}

}  // namespace dialogs::conversation
