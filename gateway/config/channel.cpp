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
};

struct Called {
    std::string operator()(const WebChat&) const { return {}; }
    std::string operator()(const Wechat& settings) const { return settings.api_base; }
    std::string operator()(const Kannel& settings) const { return settings.send_url; }
    std::string operator()(const Webhook& settings) const { return settings.send_url; }
    std::string operator()(const Twilio& settings) const { return settings.api_base; }
    std::string operator()(const AliyunSms& settings) const { return settings.api_base; }
    std::string operator()(const TencentSms& settings) const { return settings.api_base; }
};

}  // namespace

std::string profile_of(const Channel& channel) { return std::visit(Profile{}, channel.settings); }

std::string called_by(const Channel& channel) { return std::visit(Called{}, channel.settings); }

}  // namespace gateway::config
