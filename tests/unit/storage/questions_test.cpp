#include "storage/questions.h"

#include "storage/conversations.h"
#include "storage/messages.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace storage {
namespace {

constexpr Time noon{std::chrono::milliseconds(1'795'320'000'000)};
constexpr std::chrono::minutes minute{1};

std::vector<std::string> texts(const std::vector<OpenQuestion>& found) {
    std::vector<std::string> all;
    for (const auto& question : found)
        all.push_back(question.text);
    return all;
}

TEST(Questions, TheSameWordsAreCounted) {
    tests::ScratchDatabase scratch;
    auto& connection = *scratch;
    ASSERT_TRUE(questions::note(connection, "低保咋整", "none", "", noon));
    ASSERT_TRUE(questions::note(connection, "低保咋整", "clarify", "a.b,c.d", noon + minute));
    ASSERT_TRUE(questions::note(connection, "火化贵不贵", "none", "", noon));
    const auto found = questions::list(connection, {}).value();
    ASSERT_EQ(texts(found), (std::vector<std::string>{"低保咋整", "火化贵不贵"}));
    EXPECT_EQ(found.front().times, 2);
    EXPECT_EQ(found.front().outcome, "clarify");
    EXPECT_EQ(found.front().topics, "a.b,c.d");
    EXPECT_EQ(found.front().first_at, noon);
    EXPECT_EQ(found.front().last_at, noon + minute);
}

TEST(Questions, PagesGoOnWhereTheyEnded) {
    tests::ScratchDatabase scratch;
    auto& connection = *scratch;
    for (const auto* text : {"一", "二", "三", "三"})
        ASSERT_TRUE(questions::note(connection, text, "none", "", noon));
    questions::Query query;
    query.limit = 2;
    const auto first = questions::list(connection, query).value();
    EXPECT_EQ(texts(first), (std::vector<std::string>{"三", "二"}));
    query.before_times = first.back().times;
    query.before_id = first.back().id;
    EXPECT_EQ(texts(questions::list(connection, query).value()), (std::vector<std::string>{"一"}));
}

TEST(Questions, IsSettledOnceAndStaysSo) {
    tests::ScratchDatabase scratch;
    auto& connection = *scratch;
    ASSERT_TRUE(questions::note(connection, "低保咋整", "none", "", noon));
    const auto id = questions::list(connection, {}).value().front().id;
    const questions::Settlement settlement{"phrasing", "dibao.process", "低保咋办", 7, noon};
    ASSERT_TRUE(questions::settle(connection, id, settlement));
    EXPECT_EQ(questions::settle(connection, id, settlement).error().fault, Fault::conflict);
    ASSERT_TRUE(questions::note(connection, "低保咋整", "none", "", noon + minute));
    EXPECT_TRUE(questions::list(connection, {}).value().empty());
    const auto learnt = questions::phrasings(connection).value();
    ASSERT_EQ(learnt.size(), 1U);
    EXPECT_EQ(learnt.front().phrasing, "低保咋办");
    EXPECT_EQ(learnt.front().times, 2);
}

TEST(Questions, TheListIsBounded) {
    tests::ScratchDatabase scratch;
    auto& connection = *scratch;
    for (const auto* text : {"旧", "办过", "要学", "新"})
        ASSERT_TRUE(questions::note(connection, text, "none", "", noon));
    ASSERT_TRUE(questions::note(connection, "新", "none", "", noon + minute));
    for (const auto& question : questions::list(connection, {}).value()) {
        const auto state = question.text == "办过"   ? "dismissed"
                           : question.text == "要学" ? "phrasing"
                                                     : "";
        if (*state == '\0') continue;
        ASSERT_TRUE(questions::settle(connection, question.id, {state, "a.b", "要学", 1, noon}));
    }
    EXPECT_EQ(questions::trim(connection, 2).value(), 1);
    questions::Query dismissed;
    dismissed.state = "dismissed";
    EXPECT_TRUE(questions::list(connection, dismissed).value().empty());
    EXPECT_EQ(questions::trim(connection, 1).value(), 1);
    EXPECT_EQ(texts(questions::list(connection, {}).value()), (std::vector<std::string>{"新"}));
    EXPECT_EQ(questions::phrasings(connection).value().size(), 1U);
}

class Answers : public testing::Test {
protected:
    void SetUp() override {
        Conversation wanted;
        wanted.address = {"web", "w1"};
        conversation = ensure_conversation(*scratch, wanted, noon).value().id;
    }
    void ask(std::string text) {
        Utterance said;
        said.conversation = conversation;
        said.author = Author::resident;
        said.text = said.looked_up = std::move(text);
        said.at = noon;
        ASSERT_TRUE(add_message(*scratch, said));
    }
    void say(Author author, std::string text, std::string topic = {}) {
        Utterance said;
        said.conversation = conversation;
        said.author = author;
        said.text = std::move(text);
        said.topic = std::move(topic);
        said.at = noon;
        ASSERT_TRUE(add_message(*scratch, said));
    }
    std::optional<questions::Answered> last(Time since = noon - minute) {
        return questions::answered_last(*scratch, conversation, since).value();
    }

    tests::ScratchDatabase scratch;
    std::int64_t conversation = 0;
};

TEST_F(Answers, TheLastQuestionThatWasAnsweredIsFound) {
    EXPECT_FALSE(last());
    ask("低保带啥");
    say(Author::bot, "身份证。", "dibao.materials");
    say(Author::bot, "还想知道：");
    for (const auto* words : {"人工", "不清楚", "倴城镇"})
        say(Author::resident, words);
    ASSERT_TRUE(last());
    EXPECT_EQ(last()->question, "低保带啥");
    EXPECT_EQ(last()->topic, "dibao.materials");
    EXPECT_FALSE(last(noon)) << "long ago";
    say(Author::resident, "一");
    EXPECT_TRUE(last());
    say(Author::resident, "二");
    EXPECT_FALSE(last()) << "something else was talked of since";
}

TEST_F(Answers, ANumberFromAListIsNoQuestion) {
    ask("养老院怎么收费");
    say(Author::bot, "各院自定。", "elder.home");
    say(Author::resident, "4");
    say(Author::bot, "申请书。", "elder.home");
    say(Author::resident, "人工");
    ASSERT_TRUE(last());
    EXPECT_EQ(last()->question, "养老院怎么收费");
    EXPECT_FALSE(last(noon));
}

}  // namespace
}  // namespace storage
