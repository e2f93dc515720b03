#include "gateway/config/channel.h"

namespace gateway::config {
namespace {

struct Profile {
    std::string operator()(const WebChat&) const { return "web"; }
    std::string operator()(const Wechat&) const { return "wechat"; }
    std::string operator()(const Kannel&) const { return "sms"; }
    std::string operator()(const Webhook&) const { return "sms"; }
    std::string operator()(const Twilio&) const { return "sms"; }
    std::string operator()(const AliyunSms&) const { return "sms"; }
    std::string operator()(const TencentSms&) const { return "sms"; }
    std::string operator()(const Wecom&) const { return "wechat"; }
    std::string operator()(const WechatKf&) const { return "wechat"; }
    std::string operator()(const Dingtalk&) const { return "wechat"; }
};

using Addresses = std::vector<std::string>;

struct Called {
    Addresses operator()(const WebChat&) const { return {}; }
    Addresses operator()(const Kannel& settings) const { return {settings.send_url}; }
    Addresses operator()(const Webhook& settings) const { return {settings.send_url}; }
    Addresses operator()(const Dingtalk& settings) const {
        return {settings.api_base, settings.webhook_base};
    }
    template <class Other>
    Addresses operator()(const Other& settings) const {
        return {settings.api_base};
    }
};

}  // namespace

std::string profile_of(const Channel& channel) { return std::visit(Profile{}, channel.settings); }

std::vector<std::string> called_by(const Channel& channel) {
    return std::visit(Called{}, channel.settings);
}

}  // namespace gateway::config
