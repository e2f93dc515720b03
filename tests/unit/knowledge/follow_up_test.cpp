#include "knowledge/follow_up.h"

#include <gtest/gtest.h>

namespace {

struct Case {
    std::string_view text, facet;
};

TEST(FollowUp, ReadsAFacetAskedForWithNothingElse) {
    constexpr Case cases[] = {
        {"要带啥", "materials"},
        {"那要什么材料呢？", "materials"},
        {"需要准备哪些证件", "materials"},
        {"那多少钱啊", "amount"},
        {"一个月给多少", "amount"},
        {"得多长时间", "time_limit"},
        {"几天能批", "time_limit"},
        {"去哪办", "where"},
        {"那我去哪儿交材料", "where"},
        {"咋办", "process"},
        {"怎么申请", "process"},
        {"啥条件", "conditions"},
        {"要是不批咋办", "appeal"},
        {"不批咋办", "appeal"},
        {"要帶什麼材料", "materials"},
    };
    for (const auto& [text, facet] : cases) {
        SCOPED_TRACE(text);
        EXPECT_EQ(knowledge::asked_facet(text), facet);
    }
}

TEST(FollowUp, LeavesQuestionsOfTheirOwnAlone) {
    constexpr std::string_view questions[] = {
        "低保要带啥",
        "离婚多少钱",
        "养老院去哪",
        "我妈不能走动了咋办",
        "你好",
        "",
        "？",
        "1",
    };
    for (const auto question : questions) {
        SCOPED_TRACE(question);
        EXPECT_EQ(knowledge::asked_facet(question), "");
    }
}

}  // namespace
