#include "knowledge/basis.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/segments.h"
#include "knowledge/library.h"
#include "knowledge/passages.h"

#include <gtest/gtest.h>

namespace {

using knowledge::Checked;

knowledge::Article process() {
    knowledge::Article article;
    article.id = "dibao.process";
    article.title = "低保：怎么申请";
    article.sms = "到镇里申请。";
    article.full = "【怎么办】到镇里申请。";
    article.facets["where"] = {"镇里。", ""};
    article.sources = {
        {"《社会救助法》",
         "全国人大常委会2026年4月30日通过",
         "2026-04-30",
         "第三十七条",
         Checked::text},
        {"《审核确认办法》", "民发〔2021〕57号", "2021-06-11", "第六条", Checked::text}};
    article.effective_from = *knowledge::day_of("2026-07-01");
    return article;
}

TEST(Basis, NamesSourceArticleNumberAndDate) {
    const auto& sources = process().sources;
    EXPECT_EQ(
        knowledge::cited(sources[1]), "《审核确认办法》第六条，民发〔2021〕57号，2021年6月11日"
    );
    EXPECT_EQ(
        knowledge::cited(sources[0]), "《社会救助法》第三十七条，全国人大常委会2026年4月30日通过"
    ) << "a day that was said is not said again";
    EXPECT_EQ(
        knowledge::cited({"《意见》", "", "2026-01", "", Checked::excerpt}), "《意见》，2026年1月"
    );
    EXPECT_EQ(
        knowledge::cited({"《意见》", "", "2017", "", Checked::memory}), "《意见》，2017年，待核对"
    );
    EXPECT_EQ(knowledge::cited({"《意见》", "", "", "", Checked::listed}), "《意见》");
}

TEST(Basis, IsBriefWhereLettersAreCounted) {
    using knowledge::briefly_cited;
    const auto& sources = process().sources;
    EXPECT_EQ(briefly_cited(sources[0]), "2026年《社会救助法》");
    EXPECT_EQ(briefly_cited(sources[1]), "民发〔2021〕57号");
    const knowledge::Source law{
        "《中华人民共和国老年人权益保障法》", "2018年修正", "2018-12-29", "", Checked::text};
    EXPECT_EQ(briefly_cited(law), "2018年《老年人权益保障法》");
    EXPECT_EQ(
        briefly_cited({"《通知》", "民办函〔2025〕49号（待核）", "2025", "", Checked::memory}),
        "民办函〔2025〕49号，待核对"
    );
    EXPECT_EQ(
        briefly_cited({"《意见》", "", "2026-01", "", Checked::text, "2026年意见"}), "2026年意见"
    );
    EXPECT_EQ(briefly_cited({"《意见》", "", "", "", Checked::listed}), "《意见》");
    EXPECT_EQ(
        briefly_cited({"《意见》", "民发〔2026〕待编", "2026", "", Checked::text}), "2026年《意见》"
    );
    EXPECT_EQ(
        briefly_cited({"《关于加强全县基层民政服务能力建设的意见》", "", "2018", "", Checked::text}
        ),
        ""
    );
    const auto article = process();
    EXPECT_EQ(knowledge::passage_of(article, "where", 1).brief_source, "2026年《社会救助法》");
    EXPECT_EQ(knowledge::passage_untold(article, "amount", 1).brief_source, "");
    EXPECT_EQ(knowledge::basis_of(article, 1).brief_source, "") << "it says nothing else";
}

TEST(Basis, GivesAllSourcesWhereThereIsRoom) {
    auto article = process();
    const auto passage = knowledge::basis_of(article, 1);
    EXPECT_EQ(passage.topic, "dibao.process");
    EXPECT_EQ(passage.title, "低保：怎么申请（依据）");
    EXPECT_EQ(
        passage.sms,
        "依据：《社会救助法》第三十七条，全国人大常委会2026年4月30日通过。"
        "另见《审核确认办法》第六条，民发〔2021〕57号，2021年6月11日。"
    );
    EXPECT_EQ(
        passage.full,
        "【依据】\n- 《社会救助法》第三十七条，全国人大常委会2026年4月30日通过。"
        "\n- "
        "《审核确认办法》第六条，民发〔2021〕57号，2021年6月11日。\n以上答复自2026年7月1日起施行。"
    );
    EXPECT_EQ(passage.source, "") << "said already";
    EXPECT_EQ(passage.facets, std::vector<std::string>{"where"});
}

TEST(Basis, SaysWhichOfTheCountysVersionsAnswered) {
    auto article = process();
    article.version = 3;
    const auto passage = knowledge::basis_of(article, 1);
    EXPECT_NE(passage.sms.find("通过。答复为本县第3版。"), std::string::npos) << passage.sms;
    EXPECT_TRUE(passage.full.ends_with("以上答复自2026年7月1日起施行，本县第3版。"));
}

// With the signature and what is asked next, whatever article of ours is meant.
TEST(Basis, FitsTwoSegmentsForEveryArticle) {
    const auto library = knowledge::Library::load("knowledge/articles");
    ASSERT_TRUE(library);
    const std::string next = "\n还想知道：\n1带什么\n2多少钱\n3怎么办\n4去哪办\n0人工";
    for (const auto& article : library->articles()) {
        SCOPED_TRACE(article.id);
        const auto sms = knowledge::basis_of(article, 1).sms;
        EXPECT_NE(sms.find(knowledge::cited(article.sources.front())), std::string::npos);
        EXPECT_LE(dialogs::text::sms_cost("【滦南民政】" + sms + next).billed_segments, 2) << sms;
    }
}

}  // namespace
