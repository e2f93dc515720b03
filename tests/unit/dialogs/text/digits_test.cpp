#include "dialogs/text/digits.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

struct Form {
    std::string_view said;
    std::string_view value;
};

TEST(Digits, ReadsFullWidthAndSpokenForms) {
    constexpr Form forms[] = {
        {"138", "138"},       {"１３８", "138"},        {"幺三八", "138"},
        {"一二三四", "1234"}, {"两二", "22"},           {"洞洞拐", "007"},
        {"勾", "9"},          {"〇零○", "000"},         {"2o26", "2026"},
        {"2O26", "2026"},     {"12-34", "1234"},        {"12 34", "1234"},
        {"12.34", "1234"},    {"1234。", "1234"},       {"编号：120260000011", "120260000011"},
        {"是1234", "1234"},   {"一九四八", "1948"},     {"壹贰叁", "123"},
        {"5", "5"},           {"1️⃣2️⃣", "12"}, {"\uFEFF12", "12"},
        {"1234吧", "1234"},
    };
    for (const auto& [said, value] : forms) {
        SCOPED_TRACE(said);
        const auto read = digits(said);
        ASSERT_TRUE(read) << read.why;
        EXPECT_EQ(*read, value);
    }
}

TEST(Digits, RefusesAmountsAndWords) {
    constexpr Form forms[] = {
        {"十", "quantity"},
        {"一二三四五六七八九十", "quantity"},
        {"二十二万", "quantity"},
        {"百八十", "quantity"},
        {"12a", "not digits"},
        {"oo", "not digits"},
        {"低保", "not digits"},
        {"1,2", "not digits"},
        {"5²", "not digits"},
        {"", "nothing"},
        {"---", "nothing"},
        {"12345678901234567890123456789012345678901", "too long"},
    };
    for (const auto& [said, why] : forms) {
        SCOPED_TRACE(said);
        const auto read = digits(said);
        EXPECT_FALSE(read) << *read;
        EXPECT_EQ(read.why, why);
    }
}

}  // namespace
}  // namespace dialogs::text
