#include "knowledge/passages.h"

#include "dialogs/text/segments.h"

#include <gtest/gtest.h>

namespace {

knowledge::Article standard() {
    knowledge::Article article;
    article.id = "dibao.standard";
    article.service = "最低生活保障";
    article.title = "低保：标准多少";
    article.sms = "低保金按差额补。";
    article.full = "【怎么算】按差额补。";
    article.facets["appeal"] = {"打12345。", ""};
    article.facets["materials"] = {"", "dibao.materials"};
    article.sources = {{"《社会救助法》", "", "2026-04-30", "第十九条", knowledge::Checked::text}};
    article.local_values = {{"农村标准", ""}, {"城市标准", ""}};
    return article;
}

TEST(Passages, SayThatTheCountyAnnouncesWhatNobodyFilledIn) {
    const auto passage = knowledge::passage_of(standard(), 0.9);
    EXPECT_EQ(
        passage.full, "【怎么算】按差额补。\n【本县规定】农村标准、城市标准，以县民政局公布为准。"
    );
    EXPECT_EQ(passage.sms, "低保金按差额补。");
    EXPECT_EQ(passage.source, "《社会救助法》第十九条，2026-04-30");
    EXPECT_EQ(passage.facets, (std::vector<std::string>{"materials", "appeal", "basis"}));
}

TEST(Passages, QuoteLocalValuesWordForWord) {
    auto article = standard();
    article.local_values[0].value = "每人每年6000元";
    const auto passage = knowledge::passage_of(article, 0.9);
    EXPECT_EQ(passage.sms, "低保金按差额补。农村标准：每人每年6000元。");
    EXPECT_EQ(
        passage.full,
        "【怎么算】按差额补。\n【本县规定】农村标准：每人每年6000元。城市标准，以县民政局公布为准。"
    );
}

// An amount as elder.allowance tells it.
knowledge::Article allowance() {
    auto article = standard();
    article.sms = "带身份证去村里。本县起领年龄、金额以县民政局公布为准，每年要确认。";
    article.facets["amount"] = {"各年龄段金额以县民政局公布为准。", ""};
    article.facets["conditions"] = {"本县从多少岁起、哪些人有，以县民政局公布为准。", ""};
    article.local_values = {{"起领年龄", ""}, {"各年龄段金额", "每月50元"}};
    return article;
}

TEST(Passages, TellAValueWhereTheTextWouldHaveItAnnounced) {
    auto article = allowance();
    const auto amount = knowledge::passage_of(article, "amount", 1);
    EXPECT_EQ(amount.sms, "各年龄段金额：每月50元。");
    EXPECT_EQ(amount.full, "【标准】各年龄段金额：每月50元。");
    EXPECT_EQ(
        knowledge::passage_of(article, 1).sms,
        "带身份证去村里。各年龄段金额：每月50元，本县起领年龄以县民政局公布为准，每年要确认。"
    );
    article.local_values[0].value = "80周岁";
    EXPECT_EQ(
        knowledge::passage_of(article, 1).sms,
        "带身份证去村里。起领年龄：80周岁，各年龄段金额：每月50元，每年要确认。"
    );
    EXPECT_EQ(
        knowledge::passage_of(article, "conditions", 1).sms,
        "本县从多少岁起、哪些人有，以县民政局公布为准。起领年龄：80周岁。"
    );
    article.facets["amount"].text = "标准由省里定，以县民政局公布为准。";
    article.local_values = {{"护理补贴标准（分档）", "一级100元"}};
    EXPECT_EQ(
        knowledge::passage_of(article, "amount", 1).sms,
        "标准由省里定，护理补贴标准（分档）：一级100元。"
    );
}

TEST(Passages, LeaveToBeAnnouncedWhatTheValuesDoNotTell) {
    auto article = allowance();
    article.local_values = {{"起领年龄", "80周岁"}, {"各年龄段金额", ""}};
    EXPECT_EQ(knowledge::passage_of(article, "amount", 1).sms, "各年龄段金额以县民政局公布为准。");
    article.facets["amount"].text = "缴费标准和报销比例以县医保局公布为准。";
    article.local_values = {{"当年居民医保个人缴费标准", "400元"}};
    EXPECT_EQ(
        knowledge::passage_of(article, "amount", 1).sms,
        "当年居民医保个人缴费标准：400元，报销比例以县医保局公布为准。"
    );
    std::string long_one;
    for (int i = 0; i < 130; ++i)
        long_one += "长";
    article.local_values[0].value = long_one;
    EXPECT_EQ(knowledge::passage_of(article, "amount", 1).sms, article.facets["amount"].text)
        << "no SMS of three segments";
    EXPECT_NE(knowledge::passage_of(article, "amount", 1).full.find(long_one), std::string::npos);
}

TEST(Passages, ReferToTheCountyWhereTheSourceIsUncertain) {
    auto article = standard();
    article.confidence = knowledge::Confidence::medium;
    EXPECT_EQ(knowledge::passage_of(article, 1).sms, "低保金按差额补。以县民政局答复为准。");
    article.sms = "金额以县民政局公布为准。";
    EXPECT_EQ(knowledge::passage_of(article, 1).sms, "金额以县民政局公布为准。");
}

TEST(Passages, SayWhichOtherOfficeDecides) {
    auto article = standard();
    EXPECT_EQ(knowledge::passage_of(article, 1).office, "");
    article.office = "县医疗保障局";
    article.confidence = knowledge::Confidence::medium;
    const auto passage = knowledge::passage_of(article, 1);
    EXPECT_EQ(passage.office, "县医疗保障局");
    EXPECT_EQ(passage.sms, "低保金按差额补。以该部门答复为准。") << "not by ours";
    EXPECT_EQ(knowledge::passage_of(article, "appeal", 1).office, "县医疗保障局");
    article.id = "safety.emergency";
    EXPECT_EQ(knowledge::passage_of(article, 1).office, "") << "who is in danger calls";
}

TEST(Passages, LeaveWhatNobodyFilledInToTheOfficeThatDecides) {
    auto article = standard();
    article.office = "县医疗保障局";
    EXPECT_EQ(
        knowledge::passage_of(article, 1).full,
        "【怎么算】按差额补。\n【本县规定】农村标准、城市标准，以县医疗保障局公布为准。"
    );
}

TEST(Passages, CiteNothingForWhatTheArticleLeavesOut) {
    const auto passage = knowledge::passage_untold(standard(), "time_limit", 1);
    EXPECT_EQ(passage.topic, "dibao.standard");
    EXPECT_TRUE(passage.full.starts_with("【时限】这项没查到统一规定，请问镇民政服务中心。"));
    EXPECT_EQ(passage.source, "");
    auto elsewhere = standard();
    elsewhere.office = "县医疗保障局";
    const auto sms = knowledge::passage_untold(elsewhere, "time_limit", 1).sms;
    EXPECT_TRUE(sms.starts_with("这项没查到统一规定，请问县医疗保障局。")) << sms;
}

TEST(Passages, CiteTheVersionThatAnswered) {
    auto article = standard();
    article.version = 3;
    EXPECT_EQ(
        knowledge::passage_of(article, 1).source, "《社会救助法》第十九条，2026-04-30，本县第3版"
    );
}

TEST(Passages, NeverGrowPastTwoSegments) {
    auto article = standard();
    article.confidence = knowledge::Confidence::medium;
    article.sms.clear();
    for (std::size_t i = 0; i < knowledge::max_sms_characters; ++i)
        article.sms += "字";
    article.local_values[0].value = "很长很长很长很长很长很长很长的一个规定";
    const auto sms = "【滦南民政】" + knowledge::passage_of(article, 1).sms;
    EXPECT_LE(dialogs::text::sms_cost(sms).wire_segments, 2);
}

TEST(Passages, ShowOneFacetAlone) {
    const auto passage = knowledge::passage_of(standard(), "appeal", 1);
    EXPECT_EQ(passage.title, "低保：标准多少（监督）");
    EXPECT_EQ(passage.sms, "打12345。");
    EXPECT_EQ(passage.full, "【监督】打12345。");
}

}  // namespace
