#include "gateway/turns/replies.h"

#include "gateway/channels/web_chat/web_chat.h"

#include <gtest/gtest.h>

namespace {

using gateway::turns::Arrival;
using gateway::turns::speak;
using Parts = std::vector<std::string>;

// A provider whose acknowledgement takes two parts along, and whose parts are four bytes.
class TwoAboard final : public gateway::channels::web_chat::WebChat {
public:
    TwoAboard() : WebChat("two") {}
    std::size_t carried(const Parts& parts) const override {
        return std::min<std::size_t>(parts.size(), 2);
    }
    Parts plan(const dialogs::Say& say) const override {
        Parts parts;
        for (std::size_t at = 0; at < say.text.size(); at += 4)
            parts.push_back(say.text.substr(at, 4));
        return parts;
    }
};

dialogs::Say said(const std::string& text) {
    dialogs::Say say;
    say.text = text;
    return say;
}

TEST(Replies, RideOnTheAcknowledgementAsFarAsItCarries) {
    const TwoAboard channel;
    Arrival arrival;
    arrival.voice.channel = &channel;
    Parts acknowledged;
    arrival.acknowledge = [&](const Parts& parts) {
        acknowledged = parts;
        return gateway::http::plain(200);
    };
    const auto spoken = speak(arrival, {said("a"), said("bbbbcccc"), said("d")}, {});
    EXPECT_EQ(acknowledged, (Parts{"a", "bbbb", "cccc", "d"}));
    ASSERT_EQ(spoken.replies.size(), 3U);
    EXPECT_EQ(spoken.replies[0].parts, Parts{});
    EXPECT_EQ(spoken.replies[1].parts, Parts{"cccc"});
    EXPECT_EQ(spoken.replies[1].said.text, "bbbbcccc");
    EXPECT_EQ(spoken.replies[2].parts, Parts{"d"});
    EXPECT_EQ(spoken.answer.status, 200);
}

TEST(Replies, AllLeaveByThemselvesWhereNothingIsAcknowledged) {
    const TwoAboard channel;
    Arrival arrival;
    arrival.voice.channel = &channel;
    const auto spoken = speak(arrival, {said("aaaabb")}, {});
    EXPECT_EQ(spoken.replies.at(0).parts, (Parts{"aaaa", "bb"}));
}

TEST(Replies, OfAPageAreOnlyKept) {
    auto say = said("请选");
    say.choices = {{"1", "查政策"}, {"2", "查进度"}};
    const auto spoken = speak({}, {say}, {});
    EXPECT_EQ(spoken.replies.at(0).parts, Parts{});
    EXPECT_EQ(spoken.replies.at(0).said.choices, "1\t查政策\n2\t查进度\n");
}

}  // namespace
