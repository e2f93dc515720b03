#include "dialogs/engine/turn.h"

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

std::vector<Say> joined(std::vector<Say> replies, int most) {
    const auto allowed = static_cast<std::size_t>(std::max(most, 1));
    if (replies.size() <= allowed) return replies;
    const std::size_t surplus = replies.size() - allowed;
    Say first = std::move(replies.front());
    for (std::size_t i = 1; i <= surplus; ++i) {
        Say& next = replies[i];
        first.text += '\n' + next.text;
        first.choices = std::move(next.choices);
        first.step = std::move(next.step);
        if (first.topic.empty()) first.topic = std::move(next.topic);
    }
    replies.erase(replies.begin(), replies.begin() + static_cast<std::ptrdiff_t>(surplus));
    replies.front() = std::move(first);
    return replies;
}

}  // namespace dialogs::engine
