#include "gateway/cli/recording.h"

#include <gtest/gtest.h>

namespace {

using dialogs::MessageKind;
using gateway::cli::exchanges_of;
using storage::Author;
using storage::Utterance;

Utterance said(Author author, const std::string& text, const std::string& step = {}) {
    Utterance one;
    one.author = author;
    one.text = text;
    one.step = step;
    return one;
}

TEST(Recording, PairsMessagesWithWhatTheBotSaid) {
    const auto exchanges = exchanges_of({
        said(Author::bot, "您好", "main.home"),
        said(Author::resident, "查进度"),
        said(Author::bot, "请回复编号", "status.ask_no"),
        said(Author::resident, "（核对信息，不保存）"),
        said(Author::resident, "退订"),
        said(Author::bot, "已退订", "consent.stopped"),
        said(Author::clerk, "您好"),
    });
    ASSERT_EQ(exchanges.size(), 2u);
    EXPECT_EQ(exchanges[0].text, "查进度");
    EXPECT_EQ(exchanges[0].steps, std::vector<std::string>{"status.ask_no"});
    EXPECT_TRUE(exchanges[1].hidden);
}

Utterance sent(const char* kind, const std::string& text, int second) {
    auto one = said(Author::resident, text);
    one.kind = kind;
    one.at += std::chrono::seconds{second};
    return one;
}

Utterance told(const std::string& step, int second) {
    auto one = said(Author::bot, "好", step);
    one.at += std::chrono::seconds{second};
    return one;
}

TEST(Recording, KeepsEveryMessageThatMovedTheDialogAsWhatItWas) {
    const auto exchanges = exchanges_of({
        sent("subscribe", "菜单", 1),
        sent("click", "查进度", 2),
        sent("voice", "低保怎么办", 3),
        sent("voice", "［语音］", 4),
        sent("image", "［图片］", 5),
        sent("text", "", 6),
        sent("event", "［取消关注］", 7),
    });
    ASSERT_EQ(exchanges.size(), 6u);
    const MessageKind kinds[] = {
        MessageKind::text,
        MessageKind::text,
        MessageKind::voice,
        MessageKind::voice,
        MessageKind::image,
        MessageKind::text};
    const char* texts[] = {"菜单", "查进度", "低保怎么办", "", "", ""};
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
        EXPECT_EQ(exchanges[i].kind, kinds[i]) << i;
        EXPECT_EQ(exchanges[i].text, texts[i]) << i;
    }
}

TEST(Recording, TellsWhatCameByItselfFromAnAnswer) {
    const auto exchanges = exchanges_of({
        sent("text", "人工", 1),
        told("pattern_human_handoff.leave_note", 1),
        told("pattern_human_handoff.ack_open", 301),
        told("pattern_human_handoff.late", 9000),
    });
    ASSERT_EQ(exchanges.size(), 3u);
    EXPECT_EQ(exchanges[0].steps, std::vector<std::string>{"pattern_human_handoff.leave_note"});
    EXPECT_FALSE(exchanges[0].by_itself);
    EXPECT_EQ(exchanges[1].steps, std::vector<std::string>{"pattern_human_handoff.ack_open"});
    EXPECT_TRUE(exchanges[1].by_itself);
    EXPECT_EQ(exchanges[2].steps, std::vector<std::string>{"pattern_human_handoff.late"});
    EXPECT_EQ(exchanges[2].at, exchanges[0].at + std::chrono::seconds{8999});
}

TEST(Recording, HearsOfAnAlbumOnce) {
    const auto exchanges = exchanges_of({
        sent("image", "［图片］", 1),
        sent("image", "［图片］", 1),
        told("pattern_media.tell", 1),
        sent("image", "［图片］", 2),
    });
    ASSERT_EQ(exchanges.size(), 2u);
    EXPECT_EQ(exchanges[0].steps, std::vector<std::string>{"pattern_media.tell"});
}

TEST(Recording, LeavesOutAVoiceUntilItsWordsAreThere) {
    const auto exchanges = exchanges_of({
        sent("voice", "［语音］", 1),
        told("voice.heard", 1),
        sent("voice", "低保怎么办", 4),
        told("main.look_up", 4),
    });
    ASSERT_EQ(exchanges.size(), 1u);
    EXPECT_EQ(exchanges[0].text, "低保怎么办");
}

}  // namespace
