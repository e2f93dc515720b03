#include "dialogs/text/id_card.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

using namespace std::chrono_literals;
constexpr auto today = 2026y / 11 / 18;

struct Form {
    std::string_view said;
    std::string_view value;
};

TEST(IdCard, ReadsEveryWayToWriteX) {
    constexpr Form forms[] = {
        {"130224194803050028", "130224194803050028"},
        {"13022419520211123X", "13022419520211123X"},
        {"13022419520211123x", "13022419520211123X"},
        {"13022419520211123Ｘ", "13022419520211123X"},
        {"13022419520211123×", "13022419520211123X"},
        {"13022419520211123✕", "13022419520211123X"},
        {"13022419520211123叉", "13022419520211123X"},
        {"13022419520211123*", "13022419520211123X"},
        {"13022419520211123＊", "13022419520211123X"},
        {"１３０２２４１９５２０２１１１２３Ｘ", "13022419520211123X"},
        {"130224 19480305 0028", "130224194803050028"},
        {"130224-19480305-0028", "130224194803050028"},
        {"身份证号：130224194803050028。", "130224194803050028"},
        {"我的身份证是130224194803050028", "130224194803050028"},
        {"幺三零二二四幺九四八零三零五零零二八", "130224194803050028"},
    };
    for (const auto& [said, value] : forms) {
        SCOPED_TRACE(said);
        const auto read = id_card(said, today);
        ASSERT_TRUE(read) << read.why;
        EXPECT_EQ(*read, value);
    }
}

TEST(IdCard, RefusesTypingErrors) {
    constexpr Form forms[] = {
        {"130224194803050029", "wrong check digit"},
        {"13022419480305002X", "wrong check digit"},
        {"130224194803050082", "wrong check digit"},
        {"130224194813320028", "no such birth date"},
        {"130224194802300021", "no such birth date"},
        {"130224205001010025", "no such birth date"},
        {"990224194803050028", "no such province"},
        {"130224480305002", "an old card of 15 digits"},
        {"13022419480305002", "17 characters, not 18"},
        {"1302241948030500281", "19 characters, not 18"},
        {"1302X4194803050028", "X stands only at the end"},
        {"13812345678", "11 characters, not 18"},
        {"不知道", "not an identity number"},
        {"", "not an identity number"},
    };
    for (const auto& [said, why] : forms) {
        SCOPED_TRACE(said);
        const auto read = id_card(said, today);
        EXPECT_FALSE(read) << *read;
        EXPECT_EQ(read.why, why);
    }
}

TEST(IdCard, TakesTheLastFourAndSaysIfTheWholeCardCame) {
    EXPECT_EQ(last_four("0028").value, (LastFour{"0028", false}));
    EXPECT_EQ(last_four("123x").value, (LastFour{"123X", false}));
    EXPECT_EQ(last_four("后四位是１２３Ｘ").value, (LastFour{"123X", false}));
    EXPECT_EQ(last_four("幺二三叉").value, (LastFour{"123X", false}));
    EXPECT_EQ(last_four("13022419520211123X").value, (LastFour{"123X", true}));
    EXPECT_EQ(last_four("13022419520211124X").why, "wrong check digit");
    EXPECT_EQ(last_four("12345").why, "not four characters");
    EXPECT_EQ(last_four("12X4").why, "X stands only at the end");
    EXPECT_EQ(last_four("忘了").why, "not the last four characters");
}

TEST(Mask, HidesNumbersButTheirEnds) {
    EXPECT_EQ(mask_id_card("130224194803050028"), "1302**********0028");
    EXPECT_EQ(mask_phone("13812345678"), "138****5678");
    EXPECT_EQ(mask_phone("03154123456"), "*******3456");
    EXPECT_EQ(mask_name("王秀英"), "王**");
    EXPECT_EQ(mask_name("王"), "王*");
    EXPECT_EQ(mask_name(""), "");
}

TEST(Mask, FindsNumbersInRunningText) {
    constexpr Form forms[] = {
        {"我是王秀英，130224194803050028", "我是王秀英，1302**********0028"},
        {"证号13022419520211123x。", "证号1302**********123X。"},
        {"130224 19480305 0028", "1302**********0028"},
        {"打13812345678找我", "打138****5678找我"},
        {"3 13812345678", "3 138****5678"},
        {"１３８１２３４５６７８", "138****5678"},
        {"0315-4123456", "*******3456"},
        {"+86 13812345678", "+86138****5678"},
        {"受理号120260000011，2026-11-10办结，补2000元",
         "受理号120260000011，2026-11-10办结，补2000元"},
        {"2026-11-10到2026-11-12", "2026-11-10到2026-11-12"},
        {"卡6222020402001234567", "卡6222***********4567"},
    };
    for (const auto& [text, masked] : forms) {
        SCOPED_TRACE(text);
        EXPECT_EQ(mask(text), masked);
    }
}

}  // namespace
}  // namespace dialogs::text
