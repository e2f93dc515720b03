#include "knowledge/danger_heard.h"
#include "knowledge/evaluation.h"
#include "knowledge/ranking/corpus.h"
#include "tests/support/product_library.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

// What the classifier never learnt from: 46,000 questions, so only optimised builds are asked.

namespace {

using tests::product_library;

double share(std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

TEST(SetAside, FindsWhatItWasNeverTrainedOn) {
    const auto phrasings = knowledge::read_phrasings("knowledge/phrasings");
    const auto questions = knowledge::questions_set_aside("knowledge/phrasings", product_library());
    ASSERT_TRUE(phrasings);
    ASSERT_TRUE(questions);
    EXPECT_NEAR(share(questions->size(), phrasings->size()), 0.25, 0.03);
    const auto e = knowledge::evaluate(product_library(), *questions);
    fmt::print("{}", knowledge::report(e));
    // Half of these stand at a border between two topics on purpose, and most dangers are told in
    // hints: openly told ones are not missed (FindsWhatResidentsMean).
    EXPECT_GE(share(e.first, e.answerable), 0.87);
    EXPECT_GE(share(e.first_or_acceptable, e.answerable), 0.895);
    EXPECT_GE(share(e.third, e.answerable), 0.97);
    EXPECT_GE(share(e.third_or_acceptable, e.answerable), 0.97);
    EXPECT_LE(share(e.declined, e.answerable), 0.04);
    // A tenth of them were written to sound like a danger.
    EXPECT_GE(share(e.off_topic_declined, e.off_topic), 0.89);
    EXPECT_GE(share(e.emergencies_caught, e.emergencies), 0.94);
    EXPECT_LE(share(e.false_alarms, questions->size()), 0.01);
    // What is told a word about 110 and 120 before its answer.
    const auto& suspicion = e.suspicions[2];
    EXPECT_EQ(suspicion.from, knowledge::perhaps_danger_from);
    EXPECT_GE(share(suspicion.dangers, e.emergencies - e.emergencies_caught), 0.7);
    EXPECT_LE(share(suspicion.others, questions->size() - e.emergencies), 0.035);
}

TEST(SetAside, SaysAsMuchAsItIsSureOf) {
    const auto phrasings = knowledge::read_phrasings("knowledge/phrasings");
    ASSERT_TRUE(phrasings);
    double sure = 0, right = 0, count = 0;
    for (const auto& [topic, text, acceptable] : *phrasings) {
        if (!knowledge::is_set_aside(text)) continue;
        const auto ranked = product_library().rank(text);
        const auto& [first, likelihood] = ranked.topics.front();
        if (likelihood < 0.4 || likelihood > 0.8) continue;
        sure += likelihood;
        const bool serves = first == topic || std::ranges::count(acceptable, first) > 0;
        right += serves ? 1 : 0;
        ++count;
    }
    ASSERT_GT(count, 100);
    EXPECT_NEAR(right / count, sure / count, 0.05);
}

}  // namespace
