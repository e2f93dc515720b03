#include "gateway/turns/holding.h"

#include "dialogs/language/loader.h"

#include <gtest/gtest.h>

namespace {

using gateway::turns::goes_on;
using gateway::turns::may_go_on;

const dialogs::Script& product() {
    static const auto loaded = dialogs::language::load_script("dialogs/scripts");
    return loaded.script.value();
}

dialogs::Context on(const std::string& channel) {
    dialogs::Context context;
    context.channel = channel;
    return context;
}

dialogs::Heard said(const std::string& text) {
    dialogs::Heard heard;
    heard.message.text = text;
    return heard;
}

// A talk in which 人工 has just been answered with the question what it is about.
dialogs::Session asked_for_words(const dialogs::Context& context) {
    dialogs::Session session;
    for (const auto* text : {"菜单", "人工"})
        session = dialogs::advance(product(), std::move(session), said(text), context).session;
    return session;
}

TEST(Holding, WaitsForTheRestOfAShortPieceWhereWordsAreAsked) {
    const auto context = on("sms");
    const auto session = asked_for_words(context);
    struct Case {
        const char* piece;
        const char* held;
        bool waits;
    };
    constexpr Case cases[] = {
        {"我家", "", true},
        {"房子", "我家", true},
        {"漏雨", "我家\n房子", false},  // the third is the last
        {"我家房子漏雨了。", "", false},
        {"我家房子漏雨怎么办？", "", false},
        {"俺家那个老房子今年夏天下大雨的时候塌了半边墙没人管", "", false},
        {"人工", "", false},
        {"0", "", false},
        {"菜单", "", false},
        {"", "", false},
    };
    for (const auto& [piece, held, waits] : cases) {
        SCOPED_TRACE(piece);
        EXPECT_EQ(may_go_on(product(), session, context, said(piece), held), waits);
    }
}

TEST(Holding, WaitsOnlyWhereTheChannelsProfileSaysHowLong) {
    const auto context = on("web");
    const auto session = asked_for_words(context);
    EXPECT_FALSE(may_go_on(product(), session, context, said("我家"), ""));
    EXPECT_TRUE(goes_on(product(), session, context, said("我家")));
}

TEST(Holding, NeverKeepsBackAnAlarmAPictureOrAChoice) {
    const auto context = on("sms");
    auto alarm = said("不想活了");
    alarm.alarm = dialogs::Alarm{"suicide", "…"};
    auto picture = said("");
    picture.message.kind = dialogs::MessageKind::image;
    const auto session = asked_for_words(context);
    EXPECT_FALSE(goes_on(product(), session, context, alarm));
    EXPECT_FALSE(goes_on(product(), session, context, picture));
    const auto at_menu = dialogs::advance(product(), {}, said("菜单"), context).session;
    EXPECT_FALSE(may_go_on(product(), at_menu, context, said("查进度"), ""));
    EXPECT_FALSE(may_go_on(product(), {}, context, said("你好"), ""));
}

}  // namespace
