#include "dialogs/conversation/limits.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/segments.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::conversation {

namespace {

using Broken = std::vector<std::string>;

constexpr std::size_t longest_result = 640;  // characters of one field
constexpr int repair_flows = 2;              // on top of the deepest call

// "status.ask_no.reask[0]" → that step's own allowance; 0: it has none.
int allowance_at(const Script& script, const std::string& place) {
    const std::size_t dot = place.find('.');
    if (dot == std::string::npos) return 0;
    const std::string rest = place.substr(dot + 1);
    const auto* step = script.step(place.substr(0, dot), rest.substr(0, rest.find('.')));
    return step ? step->max_segments : 0;
}

// What is long by its own allowance may carry more in for nothing, and a repair flow's words may
// lead in what the waiting step reads back.
int most_segments(const Script& script, const language::ChannelProfile& profile, const Turned& to) {
    int most = profile.max_segments;
    for (const Trace& entry : to.trace) {
        if (entry.kind == "said") most = std::max(most, allowance_at(script, entry.where));
    }
    if (to.session.stack.empty()) return most;
    const Frame& frame = to.session.stack.back();
    return std::max(most, allowance_at(script, frame.flow + '.' + frame.step));
}

int cost(const language::ChannelProfile& profile, const std::string& text) {
    return text::sms_cost(profile.signature + text).billed_segments;
}

// Where segments are counted, what does not fit into one message goes as two.
bool must_be_apart(
    const language::ChannelProfile& profile, const std::vector<Say>& said, int most_segments
) {
    if (profile.max_segments == 0) return false;
    for (std::size_t i = 1; i < said.size(); ++i) {
        if (cost(profile, said[i - 1].text + '\n' + said[i].text) <= most_segments) return false;
    }
    return true;
}

// What is said before a person is called does not wait for what comes of the call.
bool calls_a_person(const std::vector<Trace>& trace) {
    return std::any_of(trace.begin(), trace.end(), [](const Trace& entry) {
        return entry.kind == "handed_over";
    });
}

void check_messages(
    const Script& script, const std::string& channel, const Turned& turned, Broken& broken
) {
    const auto found = script.channels.find(channel);
    if (found == script.channels.end()) return;
    const language::ChannelProfile& profile = found->second;
    const int most = most_segments(script, profile, turned);
    const auto allowed = static_cast<std::size_t>(std::max(profile.max_messages_per_turn, 1)) +
                         (calls_a_person(turned.trace) ? 1 : 0);
    const std::size_t sent = turned.said.size();
    if (sent > allowed && !must_be_apart(profile, turned.said, profile.max_segments))
        broken.push_back(fmt::format("{} messages in a turn, {} are allowed", sent, allowed));
    if (profile.max_segments == 0) return;
    for (const Say& reply : turned.said) {
        const int segments = cost(profile, reply.text);
        if (segments <= most) continue;
        broken.push_back(fmt::format("{} costs {} segments of {}", reply.step, segments, most));
    }
}

void check_session(const language::Limits& limits, const Session& session, Broken& broken) {
    const auto deepest = static_cast<std::size_t>(limits.max_call_depth + repair_flows);
    if (session.stack.size() > deepest)
        broken.push_back(fmt::format("{} flows inside one another", session.stack.size()));
    if (session.status == SessionStatus::active && session.turns > limits.max_turns_per_session)
        broken.push_back(fmt::format("{} turns in a session", session.turns));
    for (const auto& [place, times] : session.visits) {
        if (times > limits.max_step_visits)
            broken.push_back(fmt::format("{} visited {} times", place, times));
    }
    for (const Frame& frame : session.stack) {
        if (frame.digressions > limits.max_digressions)
            broken.push_back(fmt::format("{} side questions in a row", frame.digressions));
    }
    for (const auto& [action, fields] : session.results) {
        for (const auto& [field, value] : fields) {
            if (text::code_points(value) > longest_result)
                broken.push_back(fmt::format("{}.{} is too long", action, field));
        }
    }
}

}  // namespace

std::vector<std::string> broken_limits(
    const Script& script, const std::string& channel, const Turned& turned
) {
    Broken broken;
    check_messages(script, channel, turned, broken);
    check_session(script.limits, turned.session, broken);
    const auto steps =
        std::count_if(turned.trace.begin(), turned.trace.end(), [](const Trace& entry) {
            return entry.kind == "step_entered";
        });
    if (steps > script.limits.max_steps_per_turn)
        broken.push_back(fmt::format("{} steps in a turn", steps));
    return broken;
}

}  // namespace dialogs::conversation
