#include "dialogs/text/normalise.h"

#include "dialogs/text/clean.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

struct Form {
    std::string_view raw;
    std::string_view result;
};

TEST(Clean, DropsWhatNobodySees) {
    constexpr Form forms[] = {
        {"\uFEFF低保", "低保"},
        {"低\u200B保", "低保"},
        {"1\uFE0F\u20E3", "1"},
        {"\u202E低保\u202C", "低保"},
        {"a\u0000b", "a"},
        {"a\x01\x7F"
         "b",
         "ab"},
        {"a\tb", "a b"},
        {"a\r\nb\rc", "a\nb\nc"},
        {"低\xE4\xBF", "低\uFFFD"},
        {"\xFF\xFE", "\uFFFD\uFFFD"},
        {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
        {"", ""},
    };
    for (const auto& [raw, result] : forms) {
        SCOPED_TRACE(raw);
        EXPECT_EQ(clean(raw), result);
        EXPECT_TRUE(is_valid_utf8(clean(raw)));
    }
    EXPECT_EQ(clean(std::string_view("a\0b", 3)), "ab");
}

TEST(Clean, CutsEndlessMessages) {
    std::string text;
    for (int i = 0; i < 5000; ++i)
        text += "滦";
    EXPECT_EQ(code_points(clean(text)), max_code_points);
}

TEST(Clean, ConvertsBothWays) {
    EXPECT_EQ(to_utf32("滦😀a"), U"滦😀a");
    EXPECT_EQ(to_utf8(U"滦😀a"), "滦😀a");
    EXPECT_EQ(to_utf8(char32_t{0xD800}), "\uFFFD");
    EXPECT_EQ(code_points("滦😀a"), 3u);
    EXPECT_FALSE(is_valid_utf8("\xC0\x80"));
    EXPECT_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));
}

TEST(Normalise, FoldsWidthScriptAndSpaces) {
    constexpr Form forms[] = {
        {"８０歲老人有補貼嗎？", "80岁老人有补贴吗?"},
        {"ＡＢｃ，（１）", "ABc,(1)"},
        {"臨時救助　怎麼辦", "临时救助 怎么办"},
        {"  低保 \n 多少钱  ", "低保 多少钱"},
        {"①③", "1 3"},
        {"⑫", "12"},
        {"❸", "3"},
        {"5²", "5^2"},
        {"殘疾人兩項補貼", "残疾人两项补贴"},
    };
    for (const auto& [raw, result] : forms) {
        SCOPED_TRACE(raw);
        EXPECT_EQ(normalise(raw).text, result);
        EXPECT_EQ(normalise(raw).raw, raw);
    }
}

TEST(Normalise, PutsPhrasesIntoSimplifiedScriptBeforeCharacters) {
    constexpr Form forms[] = {
        {"後天回覆", "后天回复"},
        {"皇后住後面", "皇后住后面"},
        {"乾隆年間", "乾隆年间"},
        {"餅乾和乾糧", "饼干和干粮"},
        {"發錢理髮", "发钱理发"},
        {"裡面有幾里", "里面有几里"},
        {"顯著", "显著"},
        {"看著他的著作", "看着他的著作"},
        {"憑藉慰藉藉口", "凭借慰藉借口"},
        {"瞭望瞭解", "瞭望了解"},
        {"行政覆議，覆蓋", "行政复议,覆盖"},
        {"身分證和銀行帳戶", "身份证和银行账户"},
        {"想諮詢鉅額補償", "想咨询巨额补偿"},
        {"隣居住李家邨，妳問牠", "邻居住李家村,你问它"},
        {"褲子", "裤子"},
        // As simplified script has it already.
        {"乾隆", "乾隆"},
        {"显著改善", "显著改善"},
        {"皇后，公里，剩余", "皇后,公里,剩余"},
    };
    for (const auto& [raw, result] : forms) {
        SCOPED_TRACE(raw);
        EXPECT_EQ(normalise(raw).text, result);
    }
}

TEST(Normalise, LeavesTheWordsThatMatter) {
    constexpr Form forms[] = {
        {"请问，我要人工！", "人工"},
        {"人工吧谢谢", "人工"},
        {"转人工。", "转人工"},
        {"你好", "你好"},
        {"谢谢", "谢谢"},
        {"算了", "算了"},
        {"忘了", "忘了"},
        {"返回了", "返回"},
        {"低保 多少钱呢？", "低保多少钱"},
        {"CaiDan", "caidan"},
        {"？", "?"},
        {"＊", "*"},
        {"？ ？", "??"},
        {"嗯", "嗯"},
        {"", ""},
    };
    for (const auto& [raw, result] : forms) {
        SCOPED_TRACE(raw);
        EXPECT_EQ(normalise(raw).compact, result);
    }
}

TEST(Normalise, TakesTheAnsweringOffAWholeWord) {
    constexpr Form forms[] = {
        {"请转人工", "转人工"},
        {"回复人工谢谢", "人工"},
        {"麻烦回菜单", "菜单"},
        {"请按返回键", "返回"},
        {"发送“退订”两个字", "退订"},
        {"我要按 TD", "td"},
        {"要不", "要不"},
        {"回", "回"},
        {"请", "请"},
        {"？", "?"},
        {"", ""},
    };
    for (const auto& [raw, result] : forms) {
        SCOPED_TRACE(raw);
        EXPECT_EQ(normalise(raw).core, result);
    }
}

TEST(Normalise, SaysWhatItChanged) {
    EXPECT_EQ(normalise("低保").rewrites, (std::vector<std::string>{}));
    EXPECT_EQ(normalise("２。").rewrites, (std::vector<std::string>{"N1", "N3"}));
    EXPECT_EQ(normalise("\uFEFF補貼").rewrites, (std::vector<std::string>{"N0", "N2"}));
}

}  // namespace
}  // namespace dialogs::text
