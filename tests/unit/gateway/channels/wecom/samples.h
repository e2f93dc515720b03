#pragma once
#include "gateway/channels/wecom/application.h"
#include "tests/unit/gateway/channels/weixin/samples.h"

#include <memory>
#include <string>

// A fictional application of the corporation.

namespace gateway::channels::wecom::samples {

using namespace weixin::samples;

inline config::Wecom settings() {
    config::Wecom settings;
    settings.corp_id = corp_id;
    settings.agent_id = 1000002;
    settings.corp_secret = ops::Secret("secret-of-the-application");
    settings.token = ops::Secret(token);
    settings.encoding_aes_key = ops::Secret(key);
    settings.robot_key = ops::Secret("693a91f6-7xxx");
    settings.api_base = "https://qyapi.weixin.example";
    return settings;
}

inline std::unique_ptr<Channel> application() {
    return Application::make("wecom", settings()).value();
}

inline std::string text_xml(const std::string& content, const std::string& id = "24000000001") {
    return message_xml(
        "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[" + content + "]]></Content><MsgId>" +
        id + "</MsgId><AgentID>1000002</AgentID>"
    );
}

}  // namespace gateway::channels::wecom::samples
