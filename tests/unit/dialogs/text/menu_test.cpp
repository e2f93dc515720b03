#include "dialogs/text/menu.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

TEST(Menu, ReadsANumberInAnyForm) {
    struct Form {
        std::string_view said;
        int number;
    };
    constexpr Form forms[] = {
        {"2", 2},
        {"２", 2},
        {"２。", 2},
        {"2.", 2},
        {" 2 ", 2},
        {"二", 2},
        {"两", 2},
        {"贰", 2},
        {"②", 2},
        {"❷", 2},
        {"2️⃣", 2},
        {"⑵", 2},
        {"㈡", 2},
        {"(2)", 2},
        {"【2】", 2},
        {"第二个", 2},
        {"第2项", 2},
        {"第二", 2},
        {"2号", 2},
        {"我选2吧", 2},
        {"我选2", 2},
        {"选2", 2},
        {"选 2", 2},
        {"选择2", 2},
        {"按2", 2},
        {"按2键", 2},
        {"回复2", 2},
        {"回复2谢谢", 2},
        {"回复“2”，谢谢", 2},
        {"2，谢谢", 2},
        {"2吧", 2},
        {"请按2", 2},
        {"我要第二个", 2},
        {"那就2吧", 2},
        {"就2", 2},
        {"0", 0},
        {"０", 0},
        {"零", 0},
        {"十", 10},
        {"10", 10},
        {"十二", 12},
        {"第十二项", 12},
        {"二十", 20},
        {"幺", 1},
        {"1\u200B", 1},
        {"第二個", 2},
        {"回復2", 2},
        {"#2", 2},
        {"02", 2},
    };
    for (const auto& [said, number] : forms) {
        SCOPED_TRACE(said);
        EXPECT_EQ(menu_number(normalise(said)), number);
    }
}

TEST(Menu, DoesNotPickAChoiceOutOfASentence) {
    constexpr std::string_view messages[] = {
        "80岁补贴", "低保一个月多少钱",
        "1月3日",   "13812345678",
        "138",      "0315-4123456",
        "1 3",      "1和3",
        "1.5",      "1-2",
        "2个孩子",  "两个",
        "一下",     "一样",
        "一般",     "第",
        "第一书记", "一共几个",
        "2000元",   "我家三口人",
        "十几个",   "低保",
        "",         "。",
        "？",       "人工",
        "二婶",     "三月",
        "2022年",   "12345",
        "1,2",      "不要2",
        "不是2",    "2还是3",
        "选2和3",   "百",
        "万一",     "5²",
        "两千三",   "一百",
        "零五",     "十零",
    };
    for (const auto message : messages) {
        SCOPED_TRACE(message);
        EXPECT_EQ(menu_number(normalise(message)), std::nullopt);
    }
}

TEST(Menu, ReadsSeveralChoices) {
    struct Form {
        std::string_view said;
        int choices;
        std::vector<int> numbers;
    };
    const Form forms[] = {
        {"1 3", 5, {1, 3}},
        {"1和3", 5, {1, 3}},
        {"1、3", 5, {1, 3}},
        {"1，3", 5, {1, 3}},
        {"①③", 5, {1, 3}},
        {"一和三", 5, {1, 3}},
        {"第一个和第三个", 5, {1, 3}},
        {"我选1、3、4", 5, {1, 3, 4}},
        {"3 1", 5, {3, 1}},
        {"1 1", 5, {1}},
        {"2", 5, {2}},
        {"13", 5, {1, 3}},
        {"13", 20, {13}},
        {"11", 5, {}},
        {"17", 5, {}},
        {"1 7", 5, {}},
        {"0", 5, {}},
        {"1和", 5, {}},
        {"一个人住", 5, {}},
        {"1月3日", 5, {}},
        {"13812345678", 5, {}},
        {"", 5, {}},
    };
    for (const auto& [said, choices, numbers] : forms) {
        SCOPED_TRACE(said);
        EXPECT_EQ(menu_numbers(normalise(said), choices), numbers);
    }
}

}  // namespace
}  // namespace dialogs::text
