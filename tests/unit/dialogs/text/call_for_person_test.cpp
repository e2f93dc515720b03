#include "dialogs/text/call_for_person.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

TEST(CallForPerson, IsHeardHoweverItIsSaid) {
    for (const char* message :
         {"给我接人工",
          "接线员",
          "转客服",
          "我要找人说话",
          "让真人跟我说",
          "别机器人了来个人",
          "给我找个人",
          "我要跟民政局的人讲话",
          "找个工作人员给我回个电话",
          "有没有活人",
          "不想跟机器人说，找个人来",
          "请给我转人工客服吧！",
          "有人工吗"})
        EXPECT_TRUE(calls_for_person(normalise(message))) << message;
}

TEST(CallForPerson, IsNotHeardInOtherWords) {
    for (const char* message :
         {"",
          "家里老人走丢了找人",
          "找人代办",
          "不要人工",
          "别转人工",
          "有没有人",
          "我一个人",
          "个人",
          "找对象",
          "人工关节能报销吗",
          "工作人员态度不好",
          "民政局的人打我",
          "我要办低保",
          "客服态度差要投诉",
          "跟人打架了",
          "来人把我爸打了"})
        EXPECT_FALSE(calls_for_person(normalise(message))) << message;
}

}  // namespace
}  // namespace dialogs::text
