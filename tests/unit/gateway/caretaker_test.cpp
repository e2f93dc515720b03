#include "gateway/caretaker.h"

#include <gtest/gtest.h>

namespace gateway {
namespace {

using namespace std::chrono_literals;
using Digests = std::vector<std::string>;

constexpr Time now{std::chrono::milliseconds{1'795'400'000'000}};

TEST(Surplus, IsWhatIsTooOldAndThenTheOldestUntilThereIsRoom) {
    const storage::old_media::Survey survey{
        {{"a", 10, now - 3h}, {"b", 10, now - 2h}, {"c", 10, now - 1h}}, 100};
    EXPECT_EQ(surplus(survey, now - 4h, 1000), Digests{});
    EXPECT_EQ(surplus(survey, now - 2h, 1000), Digests{"a"});
    EXPECT_EQ(surplus(survey, now, 1000), (Digests{"a", "b", "c"}));
    EXPECT_EQ(surplus(survey, now - 4h, 120), Digests{});
    EXPECT_EQ(surplus(survey, now - 4h, 100), Digests{"a"});
    EXPECT_EQ(surplus(survey, now - 4h, 90), (Digests{"a", "b"}));
    // Of open cases are the others: there is no more to throw away.
    EXPECT_EQ(surplus(survey, now - 4h, 10), (Digests{"a", "b", "c"}));
}

}  // namespace
}  // namespace gateway
