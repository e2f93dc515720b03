#include "knowledge/decision.h"

#include <gtest/gtest.h>

namespace {

using dialogs::Outcome;
using knowledge::Decision;
using knowledge::Ranking;

std::vector<knowledge::Article> articles() {
    std::vector<knowledge::Article> three(3);
    three[0].id = "dibao.process";
    three[1].id = "redirect.medins";
    three[1].office = "县医疗保障局";
    three[2].id = "safety.emergency";
    three[2].office = "公安110、急救120、消防119";
    return three;
}

Decision decided(std::size_t first, double likelihood) {
    return knowledge::decide(Ranking{{{first, likelihood}, {0, 0.1}}, 0.01}, articles());
}

TEST(Decision, AnswersWhatIsOurs) { EXPECT_EQ(decided(0, 0.9), (Decision{Outcome::answer, ""})); }

TEST(Decision, RedirectsToTheOfficeThatDecides) {
    EXPECT_EQ(decided(1, 0.9), (Decision{Outcome::redirect, "县医疗保障局"}));
}

TEST(Decision, RedirectsOnlyWhereItWouldAnswer) {
    EXPECT_EQ(decided(1, 0.25), (Decision{Outcome::clarify, ""}));
    EXPECT_EQ(decided(1, 0.1), (Decision{Outcome::none, ""}));
}

TEST(Decision, SendsNobodyInDangerToAnOffice) {
    EXPECT_EQ(decided(2, 0.9), (Decision{Outcome::answer, ""}));
}

}  // namespace
