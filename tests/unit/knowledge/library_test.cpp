#include "knowledge/library.h"

#include "dialogs/text/segments.h"

#include <gtest/gtest.h>

#include <fstream>

namespace {

using dialogs::LookUp;
using dialogs::Outcome;

const knowledge::Library& library() {
    static const auto loaded = [] {
        auto read = knowledge::Library::load("knowledge/articles");
        if (!read) throw std::runtime_error(read.error().detail);
        return std::move(*read);
    }();
    return loaded;
}

TEST(Library, HoldsTheArticlesOfTheCounty) {
    EXPECT_EQ(library().articles().size(), 62U);
    ASSERT_NE(library().find("elder.allowance"), nullptr);
    EXPECT_EQ(library().find("elder.allowance")->service, "养老服务和老年人福利");
    EXPECT_EQ(library().find("elder"), nullptr);
}

TEST(Library, AnswersInAtMostTwoSegments) {
    for (const auto& article : library().articles()) {
        SCOPED_TRACE(article.id);
        std::vector<std::string> facets = {""};
        for (const auto& facet : article.facets)
            facets.push_back(facet.first);
        for (const auto& facet : facets) {
            if (facet.empty()) continue;
            const auto found = library().look_up({"", facet, article.id, {}});
            ASSERT_EQ(found.outcome, Outcome::answer) << facet;
            const auto sms = "【滦南民政】" + found.passages.front().sms;
            EXPECT_LE(dialogs::text::sms_cost(sms).wire_segments, 2) << facet << ": " << sms;
        }
    }
}

TEST(Library, AnswersWithTheArticleMeant) {
    struct Case {
        std::string_view question, topic;
    };
    constexpr Case cases[] = {
        {"低保需要啥材料", "dibao.materials"},
        {"８０岁老人有补贴吗", "elder.allowance"},
        {"请问離婚冷靜期多少天", "marriage.divorce"},
        {"地保要啥条件", "dibao.conditions"},
    };
    for (const auto& [question, topic] : cases) {
        SCOPED_TRACE(question);
        const auto found = library().look_up({std::string(question), "", "", {}});
        EXPECT_EQ(found.outcome, Outcome::answer);
        ASSERT_EQ(found.passages.size(), 1U);
        EXPECT_EQ(found.passages.front().topic, topic);
        EXPECT_GT(found.passages.front().score, 0.4);
    }
}

TEST(Library, NeverAnswersWithTheNearestArticleWhatBelongsNowhere) {
    constexpr std::string_view questions[] = {
        "明天天气咋样", "猪肉多少钱一斤", "给我讲个笑话", "1111", "", "。", "???", "\xff\xff"};
    for (const auto question : questions) {
        SCOPED_TRACE(question);
        const auto found = library().look_up({std::string(question), "", "", {}});
        EXPECT_EQ(found.outcome, Outcome::none);
        EXPECT_TRUE(found.passages.empty());
    }
}

TEST(Library, OffersAtMostThreeToChooseFrom) {
    std::size_t clarified = 0;
    for (const auto* question : {"老人补贴", "怎么办手续", "钱", "补助", "申请要啥", "孩子补贴"}) {
        const auto found = library().look_up({question, "", "", {}});
        if (found.outcome != Outcome::clarify) continue;
        ++clarified;
        EXPECT_GE(found.passages.size(), 2U);
        EXPECT_LE(found.passages.size(), 3U);
    }
    EXPECT_GT(clarified, 0U);
}

TEST(Library, GivesTheTopicThatWasPickedWhateverWasAnsweredBefore) {
    for (const auto& article : library().articles()) {
        SCOPED_TRACE(article.id);
        const auto found = library().look_up({"", "", "tekun.apply", {article.id}});
        ASSERT_EQ(found.outcome, dialogs::Outcome::answer);
        EXPECT_EQ(found.passages.front().topic, article.id);
    }
    EXPECT_TRUE(library().look_up({"", "", "", {"no.such"}}).passages.empty());
}

TEST(Library, TakesAFollowUpToMeanTheTopicJustAnswered) {
    const auto found = library().look_up({"那要带啥", "", "dibao.conditions", {}});
    ASSERT_EQ(found.outcome, Outcome::answer);
    EXPECT_EQ(found.passages.front().topic, "dibao.materials");
    const auto own = library().look_up({"离婚要带啥", "", "dibao.conditions", {}});
    ASSERT_EQ(own.outcome, Outcome::answer);
    EXPECT_EQ(own.passages.front().topic, "marriage.divorce");
}

TEST(Library, AnswersAFacetFromWhereverItIsWritten) {
    const auto other = library().look_up({"", "amount", "dibao.process", {}});
    ASSERT_EQ(other.outcome, Outcome::answer);
    EXPECT_EQ(other.passages.front().topic, "dibao.standard");
    const auto itself = library().look_up({"", "amount", "dibao.standard", {}});
    ASSERT_EQ(itself.outcome, Outcome::answer);
    EXPECT_EQ(itself.passages.front().topic, "dibao.standard");
    const auto text = library().look_up({"", "where", "marriage.cert", {}});
    ASSERT_EQ(text.outcome, Outcome::answer);
    EXPECT_EQ(text.passages.front().topic, "marriage.cert");
    EXPECT_EQ(library().look_up({"", "amount", "svc.scam", {}}).outcome, Outcome::none);
    EXPECT_EQ(library().look_up({"", "amount", "no.such", {}}).outcome, Outcome::none);
}

TEST(Library, KeepsToTheTopicsAskedFor) {
    const std::string question = "低保需要啥材料";
    EXPECT_EQ(library().look_up({question, "", "", {"dibao"}}).outcome, Outcome::answer);
    EXPECT_EQ(library().look_up({question, "", "", {"最低生活保障"}}).outcome, Outcome::answer);
    EXPECT_EQ(library().look_up({question, "", "", {"dibao.materials"}}).outcome, Outcome::answer);
    EXPECT_NE(library().look_up({question, "", "", {"marriage"}}).outcome, Outcome::answer);
}

TEST(Library, GivesTwoAnswersToTwoQuestions) {
    const auto found = library().look_up({"低保要带啥材料？离婚冷静期多少天", "", "", {}});
    EXPECT_EQ(found.outcome, Outcome::answer);
    ASSERT_EQ(found.passages.size(), 2U);
    EXPECT_EQ(found.passages[0].topic, "dibao.materials");
    EXPECT_EQ(found.passages[1].topic, "marriage.divorce");
}

TEST(Library, PutsDangerBeforeEverything) {
    const auto found =
        library().look_up({"我不想活了，低保也不给", "", "dibao.conditions", {"dibao"}});
    EXPECT_EQ(found.outcome, Outcome::emergency);
    ASSERT_EQ(found.passages.size(), 1U);
    EXPECT_EQ(found.passages.front().topic, "safety.emergency");
    const auto ranked = library().rank("我爸打我");
    EXPECT_EQ(ranked.outcome, Outcome::emergency);
    EXPECT_EQ(ranked.topics.front().first, "child.protect");
}

TEST(Library, RanksFiveTopicsByFallingLikelihood) {
    const auto ranked = library().rank("残疾人补贴多少钱一个月");
    ASSERT_EQ(ranked.topics.size(), 5U);
    for (std::size_t i = 1; i < ranked.topics.size(); ++i)
        EXPECT_GE(ranked.topics[i - 1].second, ranked.topics[i].second);
}

TEST(Library, ListsWhatTheCountyHasToDo) {
    using namespace std::chrono;
    const auto now = knowledge::open_points(library(), year{2026} / 11 / 22);
    const auto later = knowledge::open_points(library(), year{2040} / 1 / 1);
    EXPECT_GT(now.size(), 100U);
    EXPECT_EQ(later.size(), now.size() + 62);
    EXPECT_EQ(now.front().topic, "adoption.register");
    EXPECT_EQ(
        now.front().message, "local value '收养登记窗口地址、电话、办公时间' is not filled in"
    );
}

TEST(Library, TellsWhatItsArticlesLeaveOut) {
    std::string said;
    for (const auto& [topic, message] : knowledge::gaps(library()))
        said += topic + ": " + message + "\n";
    EXPECT_NE(said.find("child.leftbehind: says nothing of 材料、流程、时限"), std::string::npos)
        << said;
    EXPECT_NE(
        said.find("elder.leftbehind: the source that is cited names no article"), std::string::npos
    ) << said;
    EXPECT_EQ(said.find("dibao."), std::string::npos) << "all told, here or in its sister";
    EXPECT_EQ(said.find("redirect.police: says"), std::string::npos) << "another office's to say";
    EXPECT_EQ(said.find("监督"), std::string::npos) << "where to complain is always said";
}

TEST(Library, TellsWhyItDoesNotLoad) {
    const auto nowhere = knowledge::Library::load("no/such/folder");
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().fault, dialogs::Fault::not_found);
    const auto no_model = knowledge::Library::load("knowledge/articles", "no.model");
    ASSERT_FALSE(no_model);
    EXPECT_EQ(no_model.error().detail, "no.model: cannot be read");
    const auto other = knowledge::Library::load("knowledge/articles", "knowledge/README.md");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().fault, dialogs::Fault::malformed);
}

}  // namespace
