#pragma once
#include "gateway/channels/dingtalk/robot.h"
#include "gateway/channels/dingtalk/signature.h"

#include <chrono>
#include <memory>
#include <string>

// A fictional robot and the calls DingTalk would make to it.

namespace gateway::channels::dingtalk::samples {

inline const std::string secret = "app-secret-of-the-robot";
constexpr long long noon_ms = 1795305602000;

inline config::Dingtalk settings() {
    config::Dingtalk settings;
    settings.robot_code = "dingue4kfzdxbyn0pjqd";
    settings.app_key = "dingue4kfzdxbyn0pjqd";
    settings.app_secret = ops::Secret(secret);
    settings.api_base = "https://api.dingtalk.example";
    settings.webhook_base = "https://oapi.dingtalk.example";
    settings.group_token = ops::Secret("group-token");
    settings.group_secret = ops::Secret("SEC000000000000000000000");
    return settings;
}

inline std::unique_ptr<Channel> robot(config::Dingtalk settings = samples::settings()) {
    return Robot::make("ding", std::move(settings)).value();
}

inline Ambient at(long long ms) {
    Ambient ambient;
    ambient.now = dialogs::Time(std::chrono::milliseconds(ms));
    return ambient;
}

inline http::Request post(const std::string& body, long long ms = noon_ms) {
    const auto when = std::to_string(ms);
    http::Request request;
    request.method = "POST";
    request.path = "/hooks/ding";
    request.headers = {{"timestamp", when}, {"sign", signature(when, secret)}};
    request.body = body;
    return request;
}

inline std::string message(
    const std::string& text, const std::string& id = "msg1", const std::string& talk = "1"
) {
    return R"({"msgtype":"text","text":{"content":")" + text + R"("},"msgId":")" + id +
           R"(","createAt":1795305600000,"conversationType":")" + talk +
           R"(","conversationId":"cid1","senderId":"$:LWCP_v1:$abc","senderStaffId":"manager01",)"
           R"("senderNick":"张三","robotCode":"dingue4kfzdxbyn0pjqd","isAdmin":true,)"
           R"("sessionWebhook":"https://oapi.dingtalk.example/robot/sendBySession?session=s1",)"
           R"("sessionWebhookExpiredTime":1795311000188})";
}

}  // namespace gateway::channels::dingtalk::samples
