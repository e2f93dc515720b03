#include "dialogs/engine/turn.h"

#include "dialogs/text/segments.h"

#include <algorithm>

namespace dialogs::engine {

const language::Step* current_step(const Turn& turn) {
    if (turn.session.stack.empty()) return nullptr;
    const Frame& frame = turn.session.stack.back();
    return turn.script.step(frame.flow, frame.step);
}

const language::Step& standing_at(const Turn& turn) { return *current_step(turn); }

Frame& top(Turn& turn) { return turn.session.stack.back(); }

std::string place(const Frame& frame) { return frame.flow + '.' + frame.step; }

const language::ChannelProfile& profile(const Turn& turn) {
    static const language::ChannelProfile ordinary;
    const auto found = turn.script.channels.find(turn.context.channel);
    return found == turn.script.channels.end() ? ordinary : found->second;
}

void note(Turn& turn, std::string kind, std::string where, std::string detail) {
    turn.trace.push_back({std::move(kind), std::move(where), std::move(detail)});
}

void say(Turn& turn, Say reply) {
    if (reply.text.empty()) return;
    note(turn, "said", reply.step, reply.topic);
    turn.session.unsent.push_back(std::move(reply));
}

void remember_error(Turn& turn, const std::string& what) {
    const auto& stack = turn.session.stack;
    const auto* flow = stack.empty() ? nullptr : turn.script.flow(stack.back().flow);
    const bool named = flow && !flow->description.empty();
    turn.session.handoff["error"] = named ? what + "（" + flow->description + "）" : what;
}

namespace {

int segments(const language::ChannelProfile& channel, const std::string& text) {
    return text::sms_cost(channel.signature + text).billed_segments;
}

// A step may be allowed more than the channel: what is long already may take more in for nothing.
bool fit_together(
    const language::ChannelProfile& channel, const std::string& first, const std::string& second
) {
    if (channel.max_segments == 0) return true;
    const int most =
        std::max({channel.max_segments, segments(channel, first), segments(channel, second)});
    return segments(channel, first + '\n' + second) <= most;
}

void append(Say& first, Say next) {
    first.text += '\n' + next.text;
    first.choices = std::move(next.choices);
    first.step = std::move(next.step);
    if (first.topic.empty()) first.topic = std::move(next.topic);
}

}  // namespace

std::vector<Say> joined(std::vector<Say> replies, const language::ChannelProfile& channel) {
    const auto allowed = static_cast<std::size_t>(std::max(channel.max_messages_per_turn, 1));
    if (replies.size() <= allowed) return replies;
    const std::size_t surplus = replies.size() - allowed;
    std::vector<Say> sent;
    for (std::size_t i = 0; i < replies.size(); ++i) {
        const bool joins =
            i > 0 && i <= surplus && fit_together(channel, sent.back().text, replies[i].text);
        if (joins) {
            append(sent.back(), std::move(replies[i]));
        } else {
            sent.push_back(std::move(replies[i]));
        }
    }
    return sent;
}

}  // namespace dialogs::engine
