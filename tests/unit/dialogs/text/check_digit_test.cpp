#include "dialogs/text/check_digit.h"

#include <gtest/gtest.h>

#include <string>

namespace dialogs::text::check_digit {
namespace {

TEST(CheckDigit, AgreesWithTheStandardsExample) {
    // ISO 7064:2003, 10.1: 0794 is checked by 5.
    EXPECT_EQ(check("0794"), '5');
    EXPECT_TRUE(valid("07945"));
}

TEST(CheckDigit, FindsEverySingleWrongDigit) {
    const std::string number = "120260000011";
    ASSERT_TRUE(valid(number));
    for (std::size_t i = 0; i < number.size(); ++i) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string mistyped = number;
            mistyped[i] = digit;
            SCOPED_TRACE(mistyped);
            EXPECT_EQ(valid(mistyped), mistyped == number);
        }
    }
}

TEST(CheckDigit, RefusesWhatIsNoNumber) {
    constexpr const char* texts[] = {"", "5", "1202600000l1", "12026 0000011", "１２"};
    for (const char* text : texts) {
        SCOPED_TRACE(text);
        EXPECT_FALSE(valid(text));
    }
}

}  // namespace
}  // namespace dialogs::text::check_digit
