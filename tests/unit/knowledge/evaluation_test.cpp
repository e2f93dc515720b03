#include "knowledge/evaluation.h"

#include "tests/support/product_library.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace {

using knowledge::Question;
using tests::product_library;

double share(std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

TEST(Evaluation, FindsWhatResidentsMean) {
    const auto questions = knowledge::read_questions("tests/unit/knowledge/data/questions.tsv");
    ASSERT_TRUE(questions) << questions.error().detail;
    ASSERT_EQ(questions->size(), 243U);
    const auto e = knowledge::evaluate(product_library(), *questions);
    fmt::print("{}", knowledge::report(e));
    EXPECT_GE(share(e.first, e.answerable), 0.90);
    EXPECT_GE(share(e.third, e.answerable), 0.98);
    EXPECT_LE(share(e.declined, e.answerable), 0.03);
    EXPECT_GE(share(e.off_topic_declined, e.off_topic), 0.90);
    EXPECT_EQ(e.emergencies_caught, e.emergencies);
    EXPECT_EQ(e.false_alarms, 0U);
}

TEST(Evaluation, CountsWhatItIsTold) {
    const std::vector<Question> questions = {
        {"低保需要啥材料", "dibao.materials", {}},
        {"低保需要啥材料", "dibao.process", {"dibao.materials"}},
        {"低保需要啥材料", "marriage.divorce", {}},
        {"明天天气咋样", "", {}},
        {"低保需要啥材料", "", {}},
        {"我不想活了", "safety.emergency", {}},
        {"我不想活了", "", {}},
        {"住院报销比例是多少", "redirect.medins", {}},
        {"离婚冷静期多少天", "redirect.medins", {}},
        {"住院报销比例是多少", "dibao.process", {}},
    };
    const auto e = knowledge::evaluate(product_library(), questions);
    EXPECT_EQ(e.answerable, 7U);
    EXPECT_EQ(e.first, 3U);
    EXPECT_EQ(e.first_or_acceptable, 4U);
    EXPECT_GE(e.third_or_acceptable, e.first_or_acceptable);
    EXPECT_EQ(e.elsewhere, 2U);
    EXPECT_EQ(e.redirected, 1U);
    EXPECT_EQ(e.wrongly_redirected, 1U);
    EXPECT_EQ(e.outcomes.at(dialogs::Outcome::redirect), 2U);
    EXPECT_NE(knowledge::report(e).find("redirect 50.0 % of 2"), std::string::npos);
    EXPECT_EQ(e.off_topic, 3U);
    EXPECT_EQ(e.off_topic_declined, 1U);
    EXPECT_EQ(e.emergencies, 1U);
    EXPECT_EQ(e.emergencies_caught, 1U);
    EXPECT_EQ(e.false_alarms, 1U);
    const std::pair<std::string, std::string> confused{"marriage.divorce", "dibao.materials"};
    EXPECT_EQ(e.confusions.at(confused), 1U);
}

}  // namespace
