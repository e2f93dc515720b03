#include "knowledge/training/descent.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace knowledge;

constexpr NetworkSize size{64, 36};
constexpr Watched watched{0, 3};

// Of eight characters each, as some are left out while learning.
std::vector<Term> text(bool has_one_word, bool has_the_other) {
    std::vector<Term> terms;
    for (std::size_t row = 0; row < 16; ++row) {
        if (row < 8 ? has_one_word : has_the_other) terms.push_back({row, 0.4F});
    }
    return terms;
}

// Either word alone is harmless, and so is neither; both together are a danger.
std::vector<Example> two_words() {
    std::vector<Example> examples;
    for (std::size_t i = 0; i < 200; ++i) {
        examples.push_back({text(true, true), 0});
        examples.push_back({text(true, false), 1});
        examples.push_back({text(false, true), 1});
        examples.push_back({text(false, false), 2});
    }
    return examples;
}

bool are_equal(const Network& one, const Network& other) {
    return one.outputs == other.outputs && one.biases == other.biases &&
           std::equal(
               one.rows.data(),
               one.rows.data() + one.rows.size(),
               other.rows.data(),
               other.rows.data() + other.rows.size()
           );
}

TEST(Descent, LearnsWhatOnlyWordsTogetherMean) {
    const auto network = learn_network(two_words(), 3, watched, size);
    EXPECT_GT(log_odds(network, text(true, true), 0), 1);
    EXPECT_LT(log_odds(network, text(true, false), 0), -1);
    EXPECT_LT(log_odds(network, text(false, true), 0), -1);
    EXPECT_LT(log_odds(network, text(false, false), 0), -1);
}

TEST(Descent, GivesTheSameNetworkForTheSameExamples) {
    const auto once = learn_network(two_words(), 3, watched, size);
    EXPECT_TRUE(are_equal(once, learn_network(two_words(), 3, watched, size)));
    auto fewer = two_words();
    fewer.pop_back();
    EXPECT_FALSE(are_equal(once, learn_network(fewer, 3, watched, size)));
}

TEST(Descent, IsOfTheSizeWanted) {
    const auto network = learn_network(two_words(), 3, watched, size);
    EXPECT_EQ(network.buckets, 64U);
    EXPECT_EQ(network.units.size(), 36U);
    EXPECT_EQ(network.outputs.size(), 36U * 3U);
    EXPECT_EQ(network.biases.size(), 3U);
    EXPECT_EQ(network.rows.size(), 64U * 36U);
}

TEST(Descent, LearnsNothingFromNothing) {
    const auto network = learn_network({}, 3, watched, size);
    EXPECT_EQ(network.biases, std::vector<float>(3));
}

}  // namespace
