#include "knowledge/article.h"

#include <gtest/gtest.h>

namespace {

constexpr std::string_view whole = R"(id: dibao.materials
service: 最低生活保障
title: 低保：要带什么材料
colloquial: [办低保带啥]
keywords: [低保, 材料]
sms: 带身份证、户口本。
full: |-
  第一行
  第二行
facets:
  conditions: {see: dibao.conditions}
  where: 到镇里
sources:
  - {title: 《社会救助法》, number: "", date: "2026-04-30", article: 第四十条, checked: text}
effective_from: 2026-07-01
review_by: 2027-06-30
confidence: medium
local_values:
  - {name: 材料清单, value: ""}
)";

std::string changed(std::string_view what, std::string_view into) {
    std::string yaml(whole);
    yaml.replace(yaml.find(what), what.size(), into);
    return yaml;
}

TEST(Article, ReadsEveryField) {
    const auto article = knowledge::parse_article(whole, "a.yaml");
    ASSERT_TRUE(article) << article.error().detail;
    EXPECT_EQ(article->id, "dibao.materials");
    EXPECT_EQ(article->full, "第一行\n第二行");
    EXPECT_EQ(article->facets.at("conditions").see, "dibao.conditions");
    EXPECT_EQ(article->facets.at("where").text, "到镇里");
    EXPECT_EQ(article->sources.at(0).checked, knowledge::Checked::text);
    EXPECT_EQ(article->confidence, knowledge::Confidence::medium);
    EXPECT_EQ(article->review_by, std::chrono::year{2027} / 6 / 30);
    EXPECT_EQ(article->local_values.at(0).value, "");
    EXPECT_EQ(article->office, "");
}

TEST(Article, NamesTheLineAndColumnOfEachFault) {
    struct Case {
        const char* name;
        std::string_view what, into, fault;
    };
    constexpr Case cases[] = {
        {"unknown key", "title:", "titel:", "a.yaml:3:1: unknown key 'titel'"},
        {"missing key", "title: 低保：要带什么材料\n", "", "a.yaml:1:1: key 'title' is missing"},
        {"key twice", "service: 最低生活保障", "id: x", "a.yaml:2:1: key 'id' appears twice"},
        {"no such day",
         "2027-06-30",
         "2027-06-31",
         "a.yaml:16:12: 'review_by' must be a date YYYY-MM-DD"},
        {"no date at all",
         "2027-06-30",
         "明年",
         "a.yaml:16:12: 'review_by' must be a date YYYY-MM-DD"},
        {"no such word",
         "confidence: medium",
         "confidence: sure",
         "a.yaml:17:13: 'confidence' cannot be 'sure'"},
        {"list for text",
         "service: 最低生活保障",
         "service: [a]",
         "a.yaml:2:10: 'service' must be a text"},
        {"text for list", "[低保, 材料]", "低保", "a.yaml:5:11: 'keywords' must be a list"},
        {"unknown facet", "  where:", "  when:", "a.yaml:12:3: unknown key 'when'"},
        {"empty text", "sms: 带身份证、户口本。", "sms: \"\"", "a.yaml:6:6: 'sms' is empty"},
        {"no source",
         "  - {title: 《社会救助法》, number: \"\", date: \"2026-04-30\", article: 第四十条, "
         "checked: text}",
         "  []",
         "a.yaml:14:3: an article needs a source"},
        {"a long brief",
         "checked: text}",
         "checked: text, brief: 一二三四五六七八九十一二三四五六七八九十一二三四五}",
         "'brief' has more than 24 characters"},
        {"broken YAML", "keywords: [", "keywords: {[", "a.yaml:5:"},
        {"no mapping", whole, "- 1", "a.yaml:1:1: expected a mapping"},
    };
    for (const auto& [name, what, into, fault] : cases) {
        SCOPED_TRACE(name);
        const auto article = knowledge::parse_article(changed(what, into), "a.yaml");
        ASSERT_FALSE(article);
        EXPECT_EQ(article.error().fault, dialogs::Fault::malformed);
        EXPECT_NE(article.error().detail.find(fault), std::string::npos) << article.error().detail;
    }
}

TEST(Article, RefusesAnSmsThatNeedsAThirdSegment) {
    std::string sms = "sms: ";
    for (int i = 0; i < 119; ++i)
        sms += "字";
    const auto article =
        knowledge::parse_article(changed("sms: 带身份证、户口本。", sms), "a.yaml");
    ASSERT_FALSE(article);
    EXPECT_EQ(article.error().detail, "a.yaml:6:6: 'sms' has 119 characters, at most 118 fit");
}

TEST(Article, RefusesAFacetThatNeedsAThirdSegment) {
    std::string where = "where: ";
    for (int i = 0; i < 119; ++i)
        where += "字";
    const auto article = knowledge::parse_article(changed("where: 到镇里", where), "a.yaml");
    ASSERT_FALSE(article);
    EXPECT_EQ(article.error().detail, "a.yaml:12:10: 'where' has 119 characters, at most 118 fit");
}

TEST(Article, IsReviewedAfterItBegins) {
    const auto article = knowledge::parse_article(
        changed("review_by: 2027-06-30", "review_by: 2026-07-01"), "a.yaml"
    );
    ASSERT_FALSE(article);
    EXPECT_NE(article.error().detail.find("must be after 'effective_from'"), std::string::npos);
}

TEST(Article, WritesDaysAsItReadsThem) {
    const auto day = knowledge::day_of("2026-07-01");
    ASSERT_TRUE(day);
    EXPECT_EQ(knowledge::written(*day), "2026-07-01");
    for (const auto* wrong :
         {"", "2026-7-1", "2026-02-30", "2026/07/01", "2026-07-01 ", "20260-7-01", "morgen"})
        EXPECT_FALSE(knowledge::day_of(wrong)) << wrong;
}

TEST(Article, NamesFacetsForResidents) {
    EXPECT_EQ(knowledge::facet_label("materials"), "材料");
    EXPECT_EQ(knowledge::facet_label("appeal"), "监督");
    EXPECT_EQ(knowledge::facet_label("colour"), "");
}

}  // namespace
