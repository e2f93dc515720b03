#include "dialogs/text/phone.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

struct Form {
    std::string_view said;
    std::string_view value;
};

TEST(Phone, ReadsMobilesAndLandlines) {
    constexpr Form forms[] = {
        {"13812345678", "13812345678"},
        {"138 1234 5678", "13812345678"},
        {"138-1234-5678", "13812345678"},
        {"138.1234.5678", "13812345678"},
        {"１３８１２３４５６７８", "13812345678"},
        {"+8613812345678", "13812345678"},
        {"+86 138 1234 5678", "13812345678"},
        {"＋86-13812345678", "13812345678"},
        {"008613812345678", "13812345678"},
        {"8613812345678", "13812345678"},
        {"幺三八幺二三四五六七八", "13812345678"},
        {"一三八一二三四五六七八", "13812345678"},
        {"壹叁捌壹贰叁肆伍陆柒捌", "13812345678"},
        {"幺三八幺两三四五六拐八", "13812345678"},
        {"19912345678", "19912345678"},
        {"16612345678", "16612345678"},
        {"我的电话是13812345678", "13812345678"},
        {"电话：13812345678。", "13812345678"},
        {"手机号 13812345678 谢谢", "13812345678"},
        {"打我儿子电话13812345678吧", "13812345678"},
        {"13812345678，这个是我儿子的号", "13812345678"},
        {"0315-4123456", "03154123456"},
        {"03154123456", "03154123456"},
        {"0315 4123456", "03154123456"},
        {"(0315)4123456", "03154123456"},
        {"（0315）412-3456", "03154123456"},
        {"０３１５－４１２３４５６", "03154123456"},
        {"零三幺五四幺二三四五六", "03154123456"},
        {"+86 315 4123456", "03154123456"},
        {"010-62345678", "01062345678"},
        {"021-52345678", "02152345678"},
        {"0311-82345678", "031182345678"},
        {"0851-82345678", "085182345678"},
        {"13812345678谢谢您", "13812345678"},
        {"座机0315-4123456", "03154123456"},
    };
    for (const auto& [said, value] : forms) {
        SCOPED_TRACE(said);
        const auto read = phone(said);
        ASSERT_TRUE(read) << read.why;
        EXPECT_EQ(*read, value);
    }
}

TEST(Phone, RefusesWhatNobodyCanBeReachedBy) {
    constexpr Form forms[] = {
        {"1381234567", "10 digits, a mobile number has 11"},
        {"138123456789", "12 digits, a mobile number has 11"},
        {"12812345678", "11 digits, a mobile number has 11"},
        {"10812345678", "11 digits, a mobile number has 11"},
        {"4123456", "area code missing"},
        {"62345678", "area code missing"},
        {"0315-412345", "no such area code or wrong length"},
        {"0315-41234567", "no such area code or wrong length"},
        {"0315-1123456", "no such area code or wrong length"},
        {"0311-8234567", "no such area code or wrong length"},
        {"010-6234567", "no such area code or wrong length"},
        {"0300-4123456", "no such area code or wrong length"},
        {"0999", "no such area code or wrong length"},
        {"026-41234567", "no such area code or wrong length"},
        {"130224194803050028", "an identity number, not a phone"},
        {"1302241948030500２8", "an identity number, not a phone"},
        {"13812345678 13912345678", "more than one number"},
        {"13812345678或13912345678", "more than one number"},
        {"13812345678、13912345678", "more than one number"},
        {"0315-4123456转801", "extension"},
        {"不是13812345678", "not only a phone number"},
        {"以前的13812345678停了", "not only a phone number"},
        {"13812345678吗？", "not only a phone number"},
        {"12345", "not a mainland phone number"},
        {"110", "not a mainland phone number"},
        {"400-123-4567", "not a mainland phone number"},
        {"+1 415 555 2671", "not a mainland phone number"},
        {"没有电话", "not a phone number"},
        {"", "not a phone number"},
    };
    for (const auto& [said, why] : forms) {
        SCOPED_TRACE(said);
        const auto read = phone(said);
        EXPECT_FALSE(read) << *read;
        EXPECT_EQ(read.why, why);
    }
}

}  // namespace
}  // namespace dialogs::text
