#include "knowledge/library.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace {

using dialogs::Outcome;

// A county's new article, no phrasing of which was ever learnt.
constexpr const char* meal = R"(id: meal.where
service: 老年助餐
title: "饺子食堂：在哪、怎么报名"
colloquial: ["饺子食堂在哪", "去饺子食堂吃饭"]
keywords: ["饺子", "食堂", "吃饭"]
sms: "饺子食堂在村委会院里，60岁以上老人带身份证找村协理员报名。"
full: "【在哪】村委会院里。"
facets: {}
sources:
  - {title: "《滦南县助餐办法》", number: "", date: "2026-01", article: "第二条", checked: text}
effective_from: 2026-01-01
review_by: 2027-06-30
confidence: high
local_values: []
)";

const knowledge::Library& with_meal() {
    static const auto loaded = [] {
        auto read = knowledge::Library::load("knowledge/articles", {}, {{"meal.where", 1, meal}});
        if (!read) throw std::runtime_error(read.error().detail);
        return std::move(*read);
    }();
    return loaded;
}

TEST(OwnWords, FindANewArticleAtOnce) {
    for (const auto* asked : {"饺子食堂在哪", "饺子食堂在哪？", "饺子食堂：在哪、怎么报名"}) {
        SCOPED_TRACE(asked);
        const auto found = with_meal().look_up({asked, "", "", {}});
        ASSERT_EQ(found.outcome, Outcome::answer);
        ASSERT_EQ(found.passages.size(), 1U);
        EXPECT_EQ(found.passages.front().topic, "meal.where");
        EXPECT_EQ(found.passages.front().score, 1);
        const auto ranked = with_meal().rank(asked);
        EXPECT_EQ(ranked.outcome, Outcome::answer);
        EXPECT_EQ(ranked.topics.front().first, "meal.where");
    }
}

TEST(OwnWords, FindANewArticleInOtherWordsThatNameIt) {
    for (const auto* asked :
         {"饺子食堂几点开门",
          "我妈想去饺子食堂",
          "请问那个饺子食堂要不要钱",
          "食堂能吃饭不，饺子那家"}) {
        SCOPED_TRACE(asked);
        const auto found = with_meal().look_up({asked, "", "", {}});
        ASSERT_NE(found.outcome, Outcome::none);
        EXPECT_EQ(found.passages.front().topic, "meal.where");
    }
}

TEST(OwnWords, LeaveOtherQuestionsAlone) {
    for (const auto* asked : {"饺子咋包", "猪肉多少钱一斤", "明天去哪吃饭", "手机屏碎了上哪修"})
        EXPECT_EQ(with_meal().look_up({asked, "", "", {}}).outcome, Outcome::none) << asked;
    const auto found = with_meal().look_up({"低保在哪办", "", "", {}});
    ASSERT_EQ(found.outcome, Outcome::answer);
    EXPECT_EQ(found.passages.front().topic, "dibao.process");
}

TEST(OwnWords, KeepDangerFirst) {
    EXPECT_EQ(
        with_meal().look_up({"我在饺子食堂，不想活了", "", "", {}}).outcome, Outcome::emergency
    );
    EXPECT_EQ(with_meal().rank("饺子食堂着火了").outcome, Outcome::emergency);
}

TEST(OwnWords, FindWhatTheCountySettledWordForWord) {
    const auto library = knowledge::Library::load(
        "knowledge/articles",
        {},
        {},
        {{"svc.online", "手机屏碎了上哪修"},
         {"svc.where", "救助"},
         {"dibao.process", "有人打我"},
         {"no.such", "明天天气咋样"}}
    );
    ASSERT_TRUE(library) << library.error().detail;
    const auto found = library->look_up({"手机屏碎了，上哪修？", "", "", {}});
    ASSERT_EQ(found.outcome, Outcome::answer);
    EXPECT_EQ(found.passages.front().topic, "svc.online");
    EXPECT_EQ(library->look_up({"手机屏碎了", "", "", {}}).outcome, Outcome::none);
    EXPECT_EQ(library->look_up({"救助", "", "", {}}).outcome, Outcome::answer) << "no longer bare";
    EXPECT_EQ(library->look_up({"明天天气咋样", "", "", {}}).outcome, Outcome::none);
    EXPECT_EQ(library->look_up({"有人打我", "", "", {}}).outcome, Outcome::emergency);
    EXPECT_NE(library->look_up({"手机屏碎了上哪修", "", "", {"marriage"}}).outcome, Outcome::answer)
        << "not among those wanted";
}

}  // namespace
