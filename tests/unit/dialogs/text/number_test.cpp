#include "dialogs/text/number.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

struct Form {
    std::string_view said;
    std::string_view value;
};

TEST(Number, ReadsAmountsAsTheyAreSaidAndTyped) {
    constexpr Form forms[] = {
        {"3", "3"},
        {"0", "0"},
        {"零", "0"},
        {"三", "3"},
        {"两", "2"},
        {"十", "10"},
        {"十二", "12"},
        {"二十", "20"},
        {"二十三", "23"},
        {"廿三", "23"},
        {"一百零五", "105"},
        {"一百五", "150"},
        {"二百五", "250"},
        {"二百一十五", "215"},
        {"二百十五", "215"},
        {"一千零五", "1005"},
        {"一千零五十", "1050"},
        {"两千零五十", "2050"},
        {"一千零一十五", "1015"},
        {"两千三", "2300"},
        {"两千三百", "2300"},
        {"三万五", "35000"},
        {"3万5", "35000"},
        {"3万5千", "35000"},
        {"3万5000", "35000"},
        {"3.5万", "35000"},
        {"三点五万", "35000"},
        {"3千5", "3500"},
        {"一万零五", "10005"},
        {"十二万五", "125000"},
        {"二十二万", "220000"},
        {"一亿二", "120000000"},
        {"一亿两千万", "120000000"},
        {"贰仟叁佰", "2300"},
        {"１２３", "123"},
        {"1,200", "1200"},
        {"1,200,000", "1200000"},
        {"1,200.50", "1200.5"},
        {"一点五", "1.5"},
        {"零点五", "0.5"},
        {"0.5", "0.5"},
        {"3.14", "3.14"},
        {"三点一四", "3.14"},
        {"2.0", "2"},
        {"-3", "-3"},
        {"－3", "-3"},
        {"−3", "-3"},
        {"负三", "-3"},
        {"半", "0.5"},
        {"半个", "0.5"},
        {"一个半", "1.5"},
        {"两年半", "2.5"},
        {"一个半月", "1.5"},
        {"两块五", "2.5"},
        {"2块5毛", "2.5"},
        {"三口人", "3"},
        {"3 口人", "3"},
        {"我家五口人", "5"},
        {"家里一共有6口人", "6"},
        {"一家三口", "3"},
        {"。5", "5"},
        {"俩人", "2"},
        {"仨", "3"},
        {"两个孩子", "2"},
        {"2000元", "2000"},
        {"两千块钱", "2000"},
        {"￥500", "500"},
        {"五亩地", "5"},
        {"80岁", "80"},
        {"三五零", "350"},
        {"三六五", "365"},
        {"3。", "3"},
        {"（3）", "3"},
        {"③", "3"},
        {"三个吧", "3"},
        {"3\xEF\xB8\x8F\xE2\x83\xA3", "3"},
        {"兩千三", "2300"},
        {"一百萬", "1000000"},
    };
    for (const auto& [said, value] : forms) {
        SCOPED_TRACE(said);
        const auto read = number(said);
        ASSERT_TRUE(read) << read.why;
        EXPECT_EQ(read->text(), value);
    }
}

TEST(Number, RefusesWhatItWouldHaveToGuess) {
    constexpr Form forms[] = {
        {"十来个", "approximate"},
        {"五六百", "approximate"},
        {"七八个", "approximate"},
        {"十五六", "approximate"},
        {"几十", "approximate"},
        {"几个", "approximate"},
        {"三五天", "approximate"},
        {"两三个", "approximate"},
        {"百八十", "approximate"},
        {"百八十块", "approximate"},
        {"一百多", "approximate"},
        {"2000左右", "approximate"},
        {"大概三千", "approximate"},
        {"不到五百", "approximate"},
        {"3~5", "approximate"},
        {"三到五个", "approximate"},
        {"三五", "approximate"},
        {"一百零", "not a number"},
        {".5", "ambiguous"},
        {"三二一", "ambiguous"},
        {"一二三", "ambiguous"},
        {"一二三四五六七八九十", "approximate"},
        {"一千零五百", "not a number"},
        {"一百万五", "not a number"},
        {"二十百", "not a number"},
        {"两十", "not a number"},
        {"1,2", "not a number"},
        {"1，200", "more than one number"},
        {"1 200", "more than one number"},
        {"1和3", "more than one number"},
        {"1-2", "more than one number"},
        {"一个月800", "more than one number"},
        {"1.2.3", "not a number"},
        {"1e5", "more than one number"},
        {"第三", "not a plain number"},
        {"三分之一", "not a plain number"},
        {"50%", "not a plain number"},
        {"½", "not a plain number"},
        {"8:30", "not a plain number"},
        {"多少", "not a number"},
        {"三点半", "more than one number"},
        {"八点五十", "not a number"},
        {"三月", "not a number"},
        {"1948年", "a year"},
        {"5²", "more than one number"},
        {"①②", "more than one number"},
        {"13812345678", "a phone number"},
        {"130224194803050028", "too large"},
        {"九千九百九十九万亿", "too large"},
        {"99999999999999999999999999", "too large"},
        {"低保", "not a number"},
        {"", "not a number"},
        {"。", "not a number"},
    };
    for (const auto& [said, why] : forms) {
        SCOPED_TRACE(said);
        const auto read = number(said);
        EXPECT_FALSE(read) << read->text();
        EXPECT_EQ(read.why, why);
    }
}

TEST(Number, KeepsDecimalsExact) {
    EXPECT_EQ((Decimal{5, 1}.text()), "0.5");
    EXPECT_EQ((Decimal{-5, 2}.text()), "-0.05");
    EXPECT_EQ((Decimal{35000, 0}.whole()), 35000);
    EXPECT_EQ((Decimal{15, 1}.whole()), std::nullopt);
    EXPECT_DOUBLE_EQ((Decimal{15, 1}.approximate()), 1.5);
}

}  // namespace
}  // namespace dialogs::text
