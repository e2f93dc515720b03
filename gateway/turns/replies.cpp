#include "gateway/turns/replies.h"

#include <algorithm>
#include <iterator>

namespace gateway::turns {
namespace {

using Parts = std::vector<std::string>;

// "1\t查政策\n2\t查进度": how a page's buttons are kept.
std::string choices_of(const dialogs::Say& say) {
    std::string kept;
    for (const auto& [key, label] : say.choices)
        kept += key + '\t' + label + '\n';
    return kept;
}

storage::Utterance utterance_of(const dialogs::Say& say, dialogs::Time now) {
    storage::Utterance said;
    said.author = storage::Author::bot;
    said.text = say.text;
    said.choices = choices_of(say);
    said.step = say.step;
    said.topic = say.topic;
    said.at = now;
    return said;
}

}  // namespace

Spoken speak(const Arrival& arrival, const std::vector<dialogs::Say>& says, dialogs::Time now) {
    const auto* channel = arrival.voice.channel;
    Parts all;
    std::vector<std::size_t> counts;  // of parts, reply by reply
    counts.reserve(says.size());
    for (const auto& say : says) {
        auto parts = channel ? channel->plan(say) : Parts();
        counts.push_back(parts.size());
        std::ranges::move(parts, std::back_inserter(all));
    }

    Spoken spoken;
    std::size_t carried = 0;
    if (arrival.acknowledge) {
        if (channel) carried = channel->carried(all);
        auto reply = arrival.acknowledge(all);
        spoken.answer = {reply.status, std::move(reply.type), std::move(reply.body)};
    }
    spoken.replies.reserve(says.size());
    auto first = all.begin();
    for (std::size_t i = 0; i < says.size(); ++i) {
        const auto end = first + static_cast<std::ptrdiff_t>(counts[i]);
        const auto riding = std::min(carried, counts[i]);
        carried -= riding;
        delivery::Outgoing reply;
        reply.said = utterance_of(says[i], now);
        reply.parts.assign(
            std::make_move_iterator(first + static_cast<std::ptrdiff_t>(riding)),
            std::make_move_iterator(end)
        );
        if (arrival.returning) {
            for (auto& part : reply.parts)
                part = arrival.returning(std::move(part));
        }
        spoken.replies.push_back(std::move(reply));
        first = end;
    }
    return spoken;
}

}  // namespace gateway::turns
