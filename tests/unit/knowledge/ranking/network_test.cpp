#include "knowledge/ranking/network.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace knowledge;

// Four buckets, two units, three classes. The first unit rises with every term, the second falls,
// so that it is always at rest.
Network small_network() {
    Network network;
    network.buckets = 4;
    network.units = {{0.01F, 0}, {0.01F, -0.1F}};
    network.outputs = {2, -1, 0, 50, 50, 50};
    network.biases = {0, 0.5F, -1};
    network.rows = Weights({100, -100, 100, -100, 100, -100, 100, -100});
    return network;
}

TEST(Network, SeesNothingInNoTerms) {
    const double others = std::exp(0.5) + std::exp(-1);
    EXPECT_NEAR(log_odds(small_network(), {}, 0), -std::log(others), 1e-6);
}

TEST(Network, AddsUpWhatIsAboveZero) {
    // The first unit: 1.5, the second: none.
    const double others = std::exp(0.5 - 1.5) + std::exp(-1);
    EXPECT_NEAR(log_odds(small_network(), {{0, 1.0F}, {7, 0.5F}}, 0), 3 - std::log(others), 1e-5);
}

TEST(Network, NeverSaysMoreThanRoundingAllows) {
    const std::vector<Term> very = {{0, 1000.0F}};
    EXPECT_EQ(log_odds(small_network(), very, 0), 15);
    EXPECT_EQ(log_odds(small_network(), very, 1), -15);
}

TEST(Network, HasNoOpinionWithoutATableOrOnAClassItDoesNotKnow) {
    EXPECT_EQ(log_odds({}, {{0, 1.0F}}, 0), 0);
    EXPECT_EQ(log_odds(small_network(), {{0, 1.0F}}, 3), 0);
}

TEST(Network, SpreadsFeaturesOverTheWholeTable) {
    constexpr std::uint32_t buckets = 1U << 10U;
    std::vector<std::size_t> held(buckets);
    for (std::size_t row = 0; row < 2 * std::size_t{buckets}; ++row)
        ++held[bucket_of(row, buckets)];
    for (const auto count : held)
        EXPECT_LE(count, 6U);
}

TEST(Weights, LieWhereTheyAreUntilTheyAreCopied) {
    std::vector<std::int8_t> bytes = {1, 2, 3};
    const Weights lying{std::span<const std::int8_t>(bytes)};
    EXPECT_EQ(lying.data(), bytes.data());
    const auto copied = lying.copied();
    bytes[0] = 9;
    EXPECT_EQ(copied.data()[0], 1);
    EXPECT_EQ(copied.size(), 3U);
}

}  // namespace
