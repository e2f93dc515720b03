#include "dialogs/text/anonymous.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

TEST(Anonymous, TakesOutWhoAsks) {
    struct Case {
        const char* written;
        const char* kept;
    };
    constexpr Case cases[] = {
        {"我叫王秀英，电话13800001234，低保咋办", "我叫***，电话***，低保咋办"},
        {"我叫王强今年六十，有补贴吗", "我叫***今年六十，有补贴吗"},
        {"身份证130224195001010028能查不", "身份证***能查不"},
        {"身份证 130224 19500101 0028", "身份证 ***"},
        {"电话１３８０００１２３４５", "电话***"},
        {"手机138 0000 1234给我回", "手机***给我回"},
        {"电话一三八零零零零一二三四", "电话***"},
        {"银行卡6217001234567890123没到账", "银行卡***没到账"},
        {"加我微信wx_12345", "加我微信***"},
        {"我是李四，房子漏了", "我是***，房子漏了"},
        {"孩子叫张小明的学费", "孩子叫***的学费"},
        {"姓名：欧阳娜娜", "姓名：***"},
        {"本人赵六", "本人***"},
        {"一\n二", "一 二"},
    };
    for (const auto& [written, kept] : cases) {
        SCOPED_TRACE(written);
        EXPECT_EQ(without_person(written), kept);
    }
}

TEST(Anonymous, TakesOutWhoIsSpokenOf) {
    struct Case {
        const char* written;
        const char* kept;
    };
    constexpr Case cases[] = {
        {"王秀英的手机屏碎了上哪修", "***的手机屏碎了上哪修"},
        {"俺爹张大山能领低保不", "俺爹***能领低保不"},
        {"我妈李秀兰瘫痪在床", "我妈***瘫痪在床"},
        {"俺叔赵六", "俺叔***"},
        {"东黄坨镇北街村张大山家房子漏了", "东黄坨镇***村***家房子漏了"},
        {"大王庄刘二家的房", "***庄***家的房"},
        {"李家庄村的路谁修", "***村的路谁修"},
        {"北街村3组张大山咋没发钱", "***村3组***咋没发钱"},
        {"给李四家也办一个吧", "给***家也办一个吧"},
        {"张三他妈没人管", "***他妈没人管"},
    };
    for (const auto& [written, kept] : cases) {
        SCOPED_TRACE(written);
        EXPECT_EQ(without_person(written), kept);
    }
}

TEST(Anonymous, LeavesTheQuestion) {
    constexpr const char* cases[] = {
        "80岁老人有补贴吗",
        "2026年低保一个月3600元对不对",
        "我是高龄老人能领钱不",
        "我是低保户",
        "打12倍的钱",
        "一年三四百块",
        "叫我妈去行吗",
        "第三十三条说的啥",
        "本人没去能办不",
        "高龄的补贴咋领",
        "我妈高龄津贴没到",
        "村里张罗的饭桌",
        "王法的事谁管",
        "方便的话给我回个话",
        "俺爹马上八十了",
        "安全的地方在哪",
        "打了白条的钱要得回不",
        "何时的钱",
        "任何的手续都要吗",
        "残疾人的补贴",
        "我哥特困供养",
        "孩子单亲能领啥",
        "国家的政策",
        "农村的老人归哪个村管",
        "城里低保和农村低保哪个高",
        "村委会不给办找谁",
        "石家庄的医院能报不",
        "俺家庄稼淹了",
        "儿童主任是谁",
        "俺娘车祸的钱咋赔",
    };
    for (const auto* question : cases) {
        SCOPED_TRACE(question);
        EXPECT_EQ(without_person(question), question);
    }
}

}  // namespace
}  // namespace dialogs::text
