#include "knowledge/training/logistic.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using knowledge::Example;

// Two words and a noise word; class 0 says the first, class 1 the second, class 2 both.
std::vector<Example> three_classes() {
    std::vector<Example> examples;
    for (std::size_t i = 0; i < 40; ++i) {
        const float noise = static_cast<float>(i % 7) / 20.0F;
        examples.push_back({{{0, 1.0F}, {2, noise}}, 0});
        examples.push_back({{{1, 1.0F}, {2, noise}}, 1});
        examples.push_back({{{0, 0.8F}, {1, 0.8F}}, 2});
    }
    return examples;
}

double score(const std::vector<float>& weights, const Example& example, std::size_t topic) {
    double sum = double{weights[weights.size() - 3 + topic]};
    for (const auto& term : example.terms)
        sum += double{term.weight} * double{weights[term.row * 3 + topic]};
    return sum;
}

TEST(Logistic, ScoresTheOwnClassAboveZeroAndTheOthersBelow) {
    const auto examples = three_classes();
    const auto weights = knowledge::learn_logistic(examples, 3, 3);
    ASSERT_EQ(weights.size(), 4U * 3U);
    for (const auto& example : examples) {
        for (std::size_t topic = 0; topic < 3; ++topic)
            EXPECT_EQ(score(weights, example, topic) > 0, topic == example.label) << topic;
    }
}

// What is minimised: half the square of the weights, and 40 times the logarithmic loss. Where it is
// least its slope is none.
TEST(Logistic, EndsNearTheLeastLoss) {
    const auto examples = three_classes();
    const auto weights = knowledge::learn_logistic(examples, 3, 3);
    for (std::size_t topic = 0; topic < 3; ++topic) {
        for (std::size_t row = 0; row < 4; ++row) {
            double slope = double{weights[row * 3 + topic]};
            double at_zero = 0;
            for (const auto& example : examples) {
                const double sign = example.label == topic ? 1 : -1;
                double value = row == 3 ? 1 : 0;
                for (const auto& term : example.terms)
                    if (term.row == row) value += double{term.weight};
                slope -= 40 * sign * value / (1 + std::exp(sign * score(weights, example, topic)));
                at_zero += 20 * std::abs(value);
            }
            EXPECT_LT(std::abs(slope), 0.02 * at_zero) << topic << ' ' << row;
        }
    }
}

TEST(Logistic, GivesTheSameWeightsForTheSameExamples) {
    EXPECT_EQ(
        knowledge::learn_logistic(three_classes(), 3, 3),
        knowledge::learn_logistic(three_classes(), 3, 3)
    );
}

TEST(Logistic, LearnsNothingFromNothing) {
    EXPECT_EQ(knowledge::learn_logistic({}, 2, 3), std::vector<float>(9));
}

}  // namespace
