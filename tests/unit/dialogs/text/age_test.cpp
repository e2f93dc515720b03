#include "dialogs/text/age.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

using namespace std::chrono_literals;
constexpr auto today = 2026y / 11 / 18;

TEST(Age, GivesTheYearsSomebodyCanBeBornIn) {
    struct Form {
        std::string_view said;
        BirthYears years;
    };
    constexpr Form forms[] = {
        {"76岁", {1949, 1951}},
        {"七十六岁", {1949, 1951}},
        {"今年76岁了", {1949, 1951}},
        {"76周岁", {1949, 1950}},
        {"周岁76", {1949, 1950}},
        {"虚岁76", {1950, 1951}},
        {"虚岁七十六", {1950, 1951}},
        {"76虚岁", {1950, 1951}},
        {"７６歲", {1949, 1951}},
        {"我今年八十岁", {1945, 1947}},
    };
    for (const auto& [said, years] : forms) {
        SCOPED_TRACE(said);
        const auto read = birth_years(said, today);
        ASSERT_TRUE(read) << read.why;
        EXPECT_EQ(*read, years);
    }
}

TEST(Age, RefusesGuesses) {
    struct Form {
        std::string_view said;
        std::string_view why;
    };
    constexpr Form forms[] = {
        {"76", "not an age"},
        {"七十多岁", "approximate"},
        {"快80岁了", "approximate"},
        {"80岁左右", "approximate"},
        {"200岁", "no such age"},
        {"0岁", "no such age"},
        {"1948年", "not an age"},
        {"80岁补贴", "not an age"},
        {"1.5岁", "not an age"},
        {"", "not an age"},
    };
    for (const auto& [said, why] : forms) {
        SCOPED_TRACE(said);
        EXPECT_EQ(birth_years(said, today).why, why);
    }
}

}  // namespace
}  // namespace dialogs::text
