#include "gateway/turns/intake.h"

#include <gtest/gtest.h>

namespace {

using gateway::turns::Consent;
using gateway::turns::consent_of;

dialogs::Message event(const std::string& name, const std::string& key = {}) {
    dialogs::Message message;
    message.kind = dialogs::MessageKind::event;
    message.event = name;
    message.event_key = key;
    return message;
}

TEST(Consent, IsTheWholeMessageOrNone) {
    struct Case {
        const char* text;
        Consent consent;
    };
    constexpr Case cases[] = {
        {"退订", Consent::stop},
        {" TD ", Consent::stop},
        {"ｔｄ", Consent::stop},
        {"T", Consent::stop},
        {"退订。", Consent::stop},
        {"恢复", Consent::start},
        {"START", Consent::start},
        {"怎么退订养老助餐", Consent::none},
        {"退订了还能查进度吗", Consent::none},
        {"1", Consent::none},
        {"", Consent::none},
        {"人工", Consent::none},
    };
    for (const auto& [text, consent] : cases) {
        SCOPED_TRACE(text);
        EXPECT_EQ(consent_of(text), consent);
    }
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

}  // namespace
