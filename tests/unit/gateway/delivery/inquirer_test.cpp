#include "gateway/delivery/inquirer.h"

#include "gateway/channels/page.h"
#include "gateway/delivery/page_token.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace gateway::delivery {
namespace {

using namespace std::chrono_literals;

const Time noon{std::chrono::milliseconds{1'795'400'000'000}};

TEST(Inquirer, AsksEverMoreSeldomAndNeverAfterADay) {
    EXPECT_EQ(ask_at(noon, 0), noon + 1min);
    EXPECT_EQ(ask_at(noon, 1), noon + 5min);
    EXPECT_EQ(ask_at(noon, 5), noon + 24h);
    EXPECT_FALSE(ask_at(noon, 6));
    EXPECT_FALSE(ask_at(noon, 1000));
}

TEST(PageTokens, AreOfTheirLettersAndNeverTheSame) {
    std::set<std::string> seen;
    std::set<char> letters;
    for (int i = 0; i < 2000; ++i) {
        const auto token = page_token();
        ASSERT_EQ(token.size(), channels::page_token_length);
        ASSERT_EQ(token.find_first_not_of(channels::page_token_letters), token.npos);
        letters.insert(token.begin(), token.end());
        ASSERT_TRUE(seen.insert(token).second);
    }
    EXPECT_EQ(letters.size(), channels::page_token_letters.size());
}

}  // namespace
}  // namespace gateway::delivery
