#include "gateway/channels/wechat/notice.h"

#include "gateway/channels/wechat/outbound.h"

#include <gtest/gtest.h>

namespace gateway::channels::wechat {
namespace {

using config::FiledNotice;
using dialogs::Fault;

const std::vector<FiledNotice> filed{
    {"reply", FiledNotice::Way::once, "TM1", "", {{"thing1", "您问的事有回复了"}}},
    {"progress",
     FiledNotice::Way::template_message,
     "TM2",
     "https://mz.example/chat",
     {{"thing1", "{item}"}, {"phrase2", "{state}"}}},
};

TEST(WechatNotice, IsFiledWithItsValues) {
    const auto ready =
        file_notice(filed, {"progress", {{"item", "高龄津贴"}, {"state", "已通过"}}});
    ASSERT_TRUE(ready);
    EXPECT_EQ(ready->text, "高龄津贴；已通过");
    EXPECT_FALSE(ready->needs_opt_in);
    Part part;
    part.id = 7;
    part.to = "o1";
    part.form = ready->form;
    const auto call = build_notice("https://api", "t", part, "wechat-7");
    EXPECT_EQ(call.url, "https://api/cgi-bin/message/template/send?access_token=t");
    EXPECT_EQ(
        call.body,
        "{\"client_msg_id\":\"wechat-7\",\"data\":{\"phrase2\":{\"value\":\"已通过\"},"
        "\"thing1\":{\"value\":\"高龄津贴\"}},\"template_id\":\"TM2\",\"touser\":\"o1\","
        "\"url\":\"https://mz.example/chat\"}"
    );
}

TEST(WechatNotice, GoesBySubscriptionWhereOneIsNeeded) {
    const auto ready = file_notice(filed, {"reply", {}});
    ASSERT_TRUE(ready);
    EXPECT_TRUE(ready->needs_opt_in);
    EXPECT_TRUE(ready->once);
    EXPECT_EQ(ready->template_id, "TM1");
    Part part;
    part.to = "o1";
    part.form = ready->form;
    const auto call = build_notice("https://api", "t", part, "wechat-7");
    EXPECT_EQ(call.url, "https://api/cgi-bin/message/subscribe/bizsend?access_token=t");
    EXPECT_EQ(
        call.body,
        "{\"data\":{\"thing1\":{\"value\":\"您问的事有回复了\"}},\"template_id\":\"TM1\","
        "\"touser\":\"o1\"}"
    );
}

TEST(WechatNotice, IsNeverCut) {
    const auto missing = file_notice(filed, {"progress", {{"item", "高龄津贴"}}});
    EXPECT_EQ(missing.error().fault, Fault::malformed);
    const auto long_one =
        file_notice(filed, {"progress", {{"item", "高龄津贴"}, {"state", "正在审核当中"}}});
    EXPECT_EQ(long_one.error().fault, Fault::malformed);
    EXPECT_NE(long_one.error().detail.find("最多5个汉字"), std::string::npos);
    EXPECT_EQ(file_notice(filed, {"other", {}}).error().fault, Fault::not_found);
}

}  // namespace
}  // namespace gateway::channels::wechat
