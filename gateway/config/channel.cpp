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
    std::string operator()(const Wecom&) const { return "wecom"; }
    std::string operator()(const WechatKf&) const { return "wechat"; }
    std::string operator()(const Dingtalk&) const { return "wechat"; }
};

struct Shown {
    std::string operator()(const WebChat&) const { return "网上咨询"; }
    std::string operator()(const Wechat&) const { return "微信公众号"; }
    std::string operator()(const Webhook&) const { return "网上"; }
    std::string operator()(const Wecom&) const { return "企业微信"; }
    std::string operator()(const WechatKf&) const { return "微信客服"; }
    std::string operator()(const Dingtalk&) const { return "钉钉"; }
    template <class Sms>
    std::string operator()(const Sms&) const {
        return "短信";
    }
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

struct MediaHosts {
    template <class Other>
    std::vector<std::string> operator()(const Other& settings) const {
        if constexpr (requires { settings.media_hosts; }) return settings.media_hosts;
        return {};
    }
};

}  // namespace

std::string profile_of(const Channel& channel) { return std::visit(Profile{}, channel.settings); }

std::string shown_name(const Channel& channel) { return std::visit(Shown{}, channel.settings); }

std::vector<std::string> called_by(const Channel& channel) {
    return std::visit(Called{}, channel.settings);
}

std::vector<std::string> media_hosts_of(const Channel& channel) {
    return std::visit(MediaHosts{}, channel.settings);
}

}  // namespace gateway::config
