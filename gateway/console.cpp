#include "gateway/console.h"

#include "gateway/channels/filed/templates.h"

#include <fmt/format.h>

#include <string>
#include <variant>
#include <vector>

namespace gateway {
namespace {

// "…/a/${end}" or "…/a/{2}/{3}": what a link template ends with.
std::string link_of(const std::string& public_url, const std::vector<std::string>& pieces) {
    std::string link = public_url + "/a";
    for (const auto& piece : pieces)
        link += "/" + piece;
    return link;
}

std::string link_template(const config::AliyunSms& settings, const std::string& public_url) {
    if (settings.link_template_code.empty()) return {};
    std::vector<std::string> pieces;
    for (const auto& name : settings.link_variables)
        pieces.push_back("${" + name + "}");
    const auto words = pieces.front();
    pieces.erase(pieces.begin());
    return fmt::format(
        "  模板: {}, 内容 您咨询的内容：{}……全文 {}\n",
        settings.link_template_code,
        words,
        link_of(public_url, pieces)
    );
}

std::string link_template(const config::TencentSms& settings, const std::string& public_url) {
    if (settings.link_template_id.empty()) return {};
    std::vector<std::string> pieces;
    for (std::size_t at = 0; at < channels::filed::pieces_of_token(settings.variable_max); ++at)
        pieces.push_back(fmt::format("{{{}}}", at + 2));
    return fmt::format(
        "  模板: {}, 内容 您咨询的内容：{{1}}……全文 {}\n",
        settings.link_template_id,
        link_of(public_url, pieces)
    );
}

// What is filed for each kind of notice, to be compared with the console.
std::string templates_of(const config::Wechat& settings) {
    std::string told;
    for (const auto& notice : settings.notices)
        told += fmt::format(
            "  {}: {} = {}\n",
            notice.way == config::FiledNotice::Way::template_message ? "模板消息" : "订阅通知",
            notice.kind,
            notice.template_id
        );
    return told;
}

struct Console {
    std::string name;
    std::string public_url;
    std::string hook;

    std::string operator()(const config::WebChat&) const { return {}; }

    std::string operator()(const config::Wechat& settings) const {
        return fmt::format(
            "  公众平台 › 开发 › 基本配置 › 服务器配置\n"
            "  URL: {}\n  Token: {{token}}\n{}"
            "  IP白名单: this machine's public address\n{}{}",
            hook,
            settings.mode == config::WechatMode::plain
                ? "  消息加解密方式: 明文模式\n"
                : fmt::format(
                      "  EncodingAESKey: {{encoding_aes_key}}\n  消息加解密方式: {}\n",
                      settings.mode == config::WechatMode::safe ? "安全模式" : "兼容模式"
                  ),
            settings.menu.empty() ? std::string()
                                  : fmt::format("  自定义菜单: yimen menu publish {}\n", name),
            templates_of(settings)
        );
    }

    // A smsbox that is not told otherwise never calls again and sends the first 70 characters only.
    std::string operator()(const config::Kannel& settings) const {
        return fmt::format(
            "  kannel.conf\n"
            "  group = smsbox\n"
            "  http-request-retry = 8640\n"
            "  http-queue-delay = 10\n"
            "\n"
            "  group = sms-service\n"
            "  keyword = default\n"
            "  get-url = \"{}/{{hook_secret}}?"
            "from=%p&to=%P&text=%b&coding=%c&charset=%C&id=%I&time=%T\"\n"
            "  omit-empty = true\n"
            "  max-messages = 0\n"
            "\n"
            "  group = sendsms-user\n"
            "  username = {}\n"
            "  password = {{password}}\n"
            "  max-messages = 5\n"
            "  concatenation = true\n",
            hook,
            settings.username
        );
    }

    std::string operator()(const config::Webhook& settings) const {
        return fmt::format(
            "  the other system's webhooks\n"
            "  URL: {}\n  secret: {{secret}}\n  it receives at: {}\n",
            hook,
            settings.send_url
        );
    }

    std::string operator()(const config::Twilio& settings) const {
        return fmt::format(
            "  Twilio Console › Phone Numbers › Messaging › A message comes in\n"
            "  Webhook: {}, HTTP POST\n  number or service: {}\n",
            hook,
            settings.from
        );
    }

    std::string operator()(const config::AliyunSms& settings) const {
        return fmt::format(
            "  短信服务控制台 › 通用设置 › 国内消息\n"
            "  SmsUp: {0}/{{hook_secret}}\n  SmsReport: {0}/{{hook_secret}}/receipts\n"
            "  签名: {1}\n  模板: {2}, 变量 {3}\n{4}",
            hook,
            settings.sign_name,
            settings.template_code,
            settings.variable,
            link_template(settings, public_url)
        );
    }

    std::string operator()(const config::TencentSms& settings) const {
        return fmt::format(
            "  短信控制台 › 应用管理 › 应用列表 › 事件回调配置\n"
            "  短信回复回调: {0}/{{hook_secret}}\n  短信下发状态回调: "
            "{0}/{{hook_secret}}/receipts\n"
            "  SdkAppId: {1}\n  签名: {2}\n  模板: {3}\n{4}",
            hook,
            settings.sdk_app_id,
            settings.sign_name,
            settings.template_id,
            link_template(settings, public_url)
        );
    }

    std::string operator()(const config::Wecom& settings) const {
        return fmt::format(
            "  企业微信管理后台 › 应用管理 › 自建应用 {} › 接收消息 › API接收\n"
            "  URL: {}\n  Token: {{token}}\n  EncodingAESKey: {{encoding_aes_key}}\n"
            "  企业可信IP: this machine's public address\n{}",
            settings.agent_id,
            hook,
            settings.robot_key.empty() ? "" : "  群机器人 Webhook key: {robot_key}\n"
        );
    }

    std::string operator()(const config::WechatKf& settings) const {
        return fmt::format(
            "  微信客服 › 开发配置 › 企业内部接入\n"
            "  回调URL: {}\n  Token: {{token}}\n  EncodingAESKey: {{encoding_aes_key}}\n"
            "  客服账号: {}\n  QR codes of villages: add ?scene= with the area's code\n",
            hook,
            settings.open_kfid
        );
    }

    std::string operator()(const config::Dingtalk& settings) const {
        return fmt::format(
            "  钉钉开放平台 › 应用开发 › 机器人 › 消息接收模式: HTTP模式\n"
            "  消息接收地址: {}\n  RobotCode: {}\n  权限: qyapi_robot_sendmsg\n"
            "  服务器出口IP: this machine's public address\n",
            hook,
            settings.robot_code
        );
    }
};

}  // namespace

std::string console_of(const config::Channel& channel, const std::string& public_url) {
    return std::visit(
        Console{channel.name, public_url, public_url + "/hooks/" + channel.name}, channel.settings
    );
}

}  // namespace gateway
