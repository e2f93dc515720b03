#include "dialogs/text/parse.h"

#include "tests/unit/dialogs/text/sequence.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

using namespace std::chrono_literals;
constexpr auto today = 2026y / 11 / 18;

TEST(Parse, GivesEachTypeItsShape) {
    struct Case {
        std::string_view type;
        std::string_view said;
        std::string_view json;
        std::string_view why;
    };
    constexpr Case cases[] = {
        {"number", "3万5", "35000", ""},
        {"number", "一个半", "1.5", ""},
        {"number", "十来个", "null", "approximate"},
        {"digits", "幺三八", "\"138\"", ""},
        {"digits", "十", "null", "quantity"},
        {"date", "1948年3月5日", "\"1948-03-05\"", ""},
        {"date", "48年", "\"1948\"", ""},
        {"date", "昨天", "\"2026-11-17\"", ""},
        {"date", "一九四八年三月初五", "{\"date\":\"1948-03-05\",\"lunar\":true}", ""},
        {"date", "农历腊月初八", "{\"date\":\"12-08\",\"lunar\":true}", ""},
        {"date", "2月30日", "null", "no such date"},
        {"phone", "+86 138 1234 5678", "\"13812345678\"", ""},
        {"phone", "130224194803050028", "null", "an identity number, not a phone"},
        {"id_card", "13022419520211123叉", "\"13022419520211123X\"", ""},
        {"id_card", "130224194803050029", "null", "wrong check digit"},
        {"yes_no", "中", "\"yes\"", ""},
        {"yes_no", "不中", "\"no\"", ""},
        {"yes_no", "忘了", "\"unknown\"", ""},
        {"yes_no", "没有", "\"none\"", ""},
        {"yes_no", "不是，我说是7月4号", "null", "correction"},
        {"name", "我叫王秀英", "\"王秀英\"", ""},
        {"age", "周岁76", "\"1949/1950\"", ""},
        {"age", "虚岁76", "\"1950/1951\"", ""},
        {"last_four", "一二三叉", "\"123X\"", ""},
        {"last_four", "130224194803050028", "\"0028\"", "of a whole identity number"},
        {"menu_number", "我选2吧", "2", ""},
        {"menu_number", "80岁补贴", "null", "not only a choice"},
    };
    for (const auto& [type, said, json, why] : cases) {
        SCOPED_TRACE(said);
        const auto slot = slot_type(type);
        ASSERT_TRUE(slot);
        EXPECT_EQ(name(*slot), type);
        const auto read = parse(*slot, said, today);
        EXPECT_EQ(read.json(), json);
        EXPECT_EQ(read.why, why);
    }
    EXPECT_FALSE(slot_type("poem"));
}

TEST(Parse, UnderstandsNothingInRubbish) {
    constexpr std::string_view rubbish[] = {
        "",   " ",    "\xFF\xFE", "\xE4\xBD", "😀",    "。",     "-",      "+",    "年",  "月", "日",
        "零", "点",   "半月",     "第",       "初",   "廿",     "年月日", "月日", "+86", "x",  "*",
        "--", "....", "1.",       "..1",      "亿亿", "零零零", "农历",   "闰月", "周",  "上", "的",
    };
    for (const auto text : rubbish) {
        SCOPED_TRACE(text);
        for (const auto type :
             {SlotType::date, SlotType::phone, SlotType::id_card, SlotType::yes_no}) {
            const auto read = parse(type, text, today);
            EXPECT_FALSE(read.value) << *read.value;
            EXPECT_FALSE(read.why.empty());
        }
    }
}

TEST(Parse, GivesAValueOrAReasonForAnything) {
    static constexpr std::string_view pieces[] = {
        "1",  "2",    "9",    "0",  "48",  "1948", "年", "月", "日",   "号", "初",
        "廿", "十",   "百",   "千", "万",  "亿",   "零", "两", "三",   "半", "点",
        ".",  ",",    "-",    " ",  "+86", "138",  "X",  "×",  "上",   "下", "周",
        "个", "天前", "农历", "闰", "腊",  "正",   "是", "不", "没",   "有", "的",
        "块", "\xFF", "😀",    "１", "②",   "岁",   "第", "元", "去年", "5²",
    };
    constexpr SlotType types[] = {
        SlotType::number,
        SlotType::digits,
        SlotType::date,
        SlotType::phone,
        SlotType::id_card,
        SlotType::yes_no};
    Sequence sequence;
    for (int round = 0; round < 2000; ++round) {
        const auto text = sequence.text(pieces, 9);
        for (const auto type : types) {
            const auto read = parse(type, text, today);
            ASSERT_NE(read.value.has_value(), !read.why.empty()) << text;
            for (const char letter : read.value.value_or(""))
                ASSERT_TRUE(letter > 0) << text;
        }
    }
}

}  // namespace
}  // namespace dialogs::text
