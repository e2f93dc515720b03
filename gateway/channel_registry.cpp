#include "gateway/channel_registry.h"

#include "gateway/channels/aliyun_sms/service.h"
#include "gateway/channels/dingtalk/robot.h"
#include "gateway/channels/kannel/smsbox.h"
#include "gateway/channels/tencent_sms/service.h"
#include "gateway/channels/twilio/messaging.h"
#include "gateway/channels/web_chat/web_chat.h"
#include "gateway/channels/webhook/webhook.h"
#include "gateway/channels/wechat/official_account.h"
#include "gateway/channels/wechat_kf/account.h"
#include "gateway/channels/wecom/application.h"

#include <fmt/format.h>

#include <utility>
#include <variant>

namespace gateway::channels {
namespace {

using Made = dialogs::Result<std::unique_ptr<Channel>>;

// One line a type; a configuration without one does not compile.
struct Maker {
    const std::string& name;
    const std::string& public_url;

    Made operator()(const config::WebChat&) const {
        return std::unique_ptr<Channel>(std::make_unique<web_chat::WebChat>(name));
    }
    Made operator()(const config::Wechat& settings) const {
        return wechat::OfficialAccount::make(name, settings);
    }
    Made operator()(const config::Kannel& settings) const {
        return kannel::Smsbox::make(name, settings, public_url);
    }
    Made operator()(const config::Webhook& settings) const {
        return webhook::Webhook::make(name, settings);
    }
    Made operator()(const config::Twilio& settings) const {
        return twilio::Messaging::make(name, settings, public_url);
    }
    Made operator()(const config::AliyunSms& settings) const {
        return aliyun_sms::Service::make(name, settings);
    }
    Made operator()(const config::TencentSms& settings) const {
        return tencent_sms::Service::make(name, settings);
    }
    Made operator()(const config::Wecom& settings) const {
        return wecom::Application::make(name, settings);
    }
    Made operator()(const config::WechatKf& settings) const {
        return wechat_kf::Account::make(name, settings);
    }
    Made operator()(const config::Dingtalk& settings) const {
        return dingtalk::Robot::make(name, settings);
    }
};

}  // namespace

Made make(const config::Channel& channel, const std::string& public_url) {
    auto made = std::visit(Maker{channel.name, public_url}, channel.settings);
    if (made || channel.mark.file.empty()) return made;
    const auto& at = channel.mark;
    auto error = made.error();
    error.detail = fmt::format("{}:{}:{}: {}", at.file, at.line, at.column, error.detail);
    return error;
}

}  // namespace gateway::channels
