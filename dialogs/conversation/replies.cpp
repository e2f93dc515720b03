#include "dialogs/conversation/replies.h"

#include "dialogs/text/segments.h"

#include <algorithm>

namespace dialogs::conversation {

namespace {

std::string words(const Seen& seen) {
    std::string all;
    for (const Say& reply : seen.reaction.said) {
        all += (all.empty() ? "" : "\n") + reply.text;
        for (const Choice& choice : reply.choices)
            all += " [" + choice.key + choice.label + "]";
    }
    return all;
}

}  // namespace

Wrong differs(const std::string& what, const std::string& wanted, const std::string& got) {
    if (wanted == got) return {};
    return "expected " + what + " " + wanted + ", got " + (got.empty() ? "none" : got);
}

Wrong said_contains(const Expectation& expected, const Seen& seen) {
    const std::string all = words(seen);
    if (all.find(expected.value) != std::string::npos) return {};
    return "\"" + expected.value + "\" was not said, but: " + all;
}

Wrong not_said_contains(const Expectation& expected, const Seen& seen) {
    const std::string all = words(seen);
    if (all.find(expected.value) == std::string::npos) return {};
    return "\"" + expected.value + "\" was said: " + all;
}

// The dearest reply of the turn, as the channel sends it.
Wrong segments(const Expectation& expected, const Seen& seen) {
    const auto profile = seen.script.channels.find(seen.channel);
    int most = 0;
    for (const Say& reply : seen.reaction.said) {
        const std::string signature =
            profile == seen.script.channels.end() ? "" : profile->second.signature;
        most = std::max(most, text::sms_cost(signature + reply.text).billed_segments);
    }
    return differs("segments", expected.value, std::to_string(most));
}

Wrong messages(const Expectation& expected, const Seen& seen) {
    return differs("messages", expected.value, std::to_string(seen.reaction.said.size()));
}

// "1 2 0": the keys of the last reply's buttons.
Wrong choices(const Expectation& expected, const Seen& seen) {
    std::string keys;
    if (!seen.reaction.said.empty()) {
        for (const Choice& choice : seen.reaction.said.back().choices) {
            keys += (keys.empty() ? "" : " ") + choice.key;
        }
    }
    return differs("choices", expected.value, keys);
}

Wrong silent(const Expectation&, const Seen& seen) {
    if (seen.reaction.said.empty()) return {};
    return "expected silence, but: " + words(seen);
}

}  // namespace dialogs::conversation
