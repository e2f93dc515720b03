#include "gateway/turns/intake.h"

#include <gtest/gtest.h>

#include <vector>

namespace {

dialogs::Message event(const std::string& name, const std::string& key = {}) {
    dialogs::Message message;
    message.kind = dialogs::MessageKind::event;
    message.event = name;
    message.event_key = key;
    return message;
}

TEST(Scenes, AreAreaCodesOfWhoFollowsOrScans) {
    EXPECT_EQ(gateway::turns::scene_of(event("subscribe", "qrscene_130224100")), "130224100");
    EXPECT_EQ(gateway::turns::scene_of(event("scan", "130224100001")), "130224100001");
    EXPECT_EQ(gateway::turns::scene_of(event("subscribe")), "");
    EXPECT_EQ(gateway::turns::scene_of(event("scan", "poster-7")), "");
    EXPECT_EQ(gateway::turns::scene_of(event("click", "130224100")), "");
}

TEST(Events, StandForWordsOrForNothing) {
    EXPECT_EQ(gateway::turns::as_words(event("click", "查进度"))->text, "查进度");
    EXPECT_EQ(gateway::turns::as_words(event("subscribe"))->text, "菜单");
    EXPECT_EQ(
        gateway::turns::as_words(event("scan", "130224100"))->kind, dialogs::MessageKind::text
    );
    EXPECT_FALSE(gateway::turns::as_words(event("unsubscribe")));
    dialogs::Message text;
    text.text = "低保";
    EXPECT_EQ(gateway::turns::as_words(text)->text, "低保");
}

TEST(Buttons, OfAnOldQuestionSayWhatIsWrittenOnThem) {
    auto button = event("click", "1");
    EXPECT_FALSE(gateway::turns::is_button(button)) << "a menu's entry is its key";
    button.text = "查政策";
    ASSERT_TRUE(gateway::turns::is_button(button));
    const std::vector<dialogs::Choice> open = {{"1", "查政策"}, {"0", "找工作人员"}};
    EXPECT_EQ(gateway::turns::pressed(button, open), "1");
    const std::vector<dialogs::Choice> later = {{"1", "没错，提交"}, {"2", "要改"}};
    EXPECT_EQ(gateway::turns::pressed(button, later), "查政策");
    EXPECT_EQ(gateway::turns::pressed(button, {}), "查政策");
}

}  // namespace
