#include "gateway/turns/compact.h"

#include <gtest/gtest.h>

namespace gateway::turns {
namespace {

using Parts = std::vector<std::string>;

channels::Capabilities of(std::size_t max_length) {
    channels::Capabilities can;
    can.unit = dialogs::text::Unit::code_points;
    can.max_length = max_length;
    return can;
}

std::vector<delivery::Outgoing> replies(const std::vector<Parts>& all) {
    std::vector<delivery::Outgoing> made(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        made[i].parts = all[i];
    return made;
}

TEST(Compact, LeavesWhatGoes) {
    auto said = replies({{"a"}, {"b"}});
    compact(said, of(100), 2);
    EXPECT_EQ(said[0].parts, Parts{"a"});
    EXPECT_EQ(said[1].parts, Parts{"b"});
    // With nothing left it is tried as it is: the refusal is followed up.
    compact(said, of(100), 0);
    EXPECT_EQ(said[1].parts, Parts{"b"});
}

TEST(Compact, JoinsShortOnes) {
    auto said = replies({{}, {"a"}, {"b", "c"}});
    compact(said, of(100), 1);
    EXPECT_EQ(said[1].parts, Parts{"a\n\nb\n\nc"});
    EXPECT_TRUE(said[2].parts.empty());
}

TEST(Compact, SaysThatThereIsMoreWhereItDoesNotGo) {
    const std::string sentence = "带上户口本和身份证到村委会登记就行。";
    std::string part;
    while (dialogs::text::measure(part + sentence, dialogs::text::Unit::code_points) <= 80)
        part += sentence;
    auto said = replies({{part, part, part}});
    compact(said, of(80), 2);
    ASSERT_EQ(said[0].parts.size(), 2U);
    EXPECT_EQ(said[0].parts[0], part);
    EXPECT_NE(said[0].parts[1].find("回“人工”"), std::string::npos);
    EXPECT_NE(said[0].parts[1].find("登记就行。\n\n……"), std::string::npos);
    for (const auto& one : said[0].parts)
        EXPECT_LE(dialogs::text::measure(one, dialogs::text::Unit::code_points), 80U);
}

}  // namespace
}  // namespace gateway::turns
