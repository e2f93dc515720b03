#include "gateway/config/channel_yaml.h"

#include "gateway/config/wechat_yaml.h"

#include <functional>
#include <map>

namespace gateway::config {
namespace {

using dialogs::language::YamlNode;

constexpr std::size_t channel_name_max = 32;

bool is_channel_name(std::string_view name) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    return !name.empty() && name.size() <= channel_name_max &&
           name.find_first_not_of(letters) == std::string_view::npos;
}

Secret read_if_written(Settings& settings, std::string_view key) {
    return settings.fields().take(key) == nullptr ? Secret() : settings.secret(key);
}

Kannel read_kannel(Settings& settings) {
    Kannel kannel;
    kannel.hook_secret = settings.hook_secret();
    if (settings.fields().need("send_url") != nullptr)
        settings.web_address("send_url", kannel.send_url);
    kannel.username = settings.needed("username");
    kannel.password = settings.secret("password");
    kannel.from = settings.needed("from");
    kannel.signature = settings.fields().text("signature");
    const std::string& mark = kannel.signature;
    if (!mark.empty() && !(mark.starts_with("【") && mark.ends_with("】"))) {
        settings.wrong("signature", "must stand in 【】, as operators file it");
    }
    return kannel;
}

Webhook read_webhook(Settings& settings) {
    Webhook webhook;
    webhook.secret = settings.secret("secret");
    webhook.former_secret = read_if_written(settings, "former_secret");
    if (settings.fields().need("send_url") != nullptr)
        settings.web_address("send_url", webhook.send_url);
    settings.hosts("media_hosts", webhook.media_hosts);
    return webhook;
}

Twilio read_twilio(Settings& settings) {
    Twilio twilio;
    twilio.account_sid = settings.needed("account_sid");
    twilio.auth_token = settings.secret("auth_token");
    twilio.from = settings.needed("from");
    settings.web_address("api_base", twilio.api_base);
    settings.hosts("media_hosts", twilio.media_hosts);
    twilio.twiml = settings.fields().truth("twiml", twilio.twiml);
    return twilio;
}

AliyunSms read_aliyun_sms(Settings& settings) {
    AliyunSms aliyun;
    aliyun.hook_secret = settings.hook_secret();
    aliyun.access_key_id = settings.needed("access_key_id");
    aliyun.access_key_secret = settings.secret("access_key_secret");
    aliyun.sign_name = settings.needed("sign_name");
    aliyun.template_code = settings.needed("template_code");
    aliyun.variable = settings.needed("variable");
    aliyun.variable_max =
        static_cast<std::size_t>(settings.fields().integer("variable_max", 35, 10, 500));
    aliyun.link_template_code = settings.fields().text("link_template_code");
    if (const auto* names = settings.fields().take("link_variables"))
        aliyun.link_variables =
            dialogs::language::read_texts(*names, "'link_variables'", settings.fields().problems());
    if (aliyun.link_template_code.empty() != aliyun.link_variables.empty())
        settings.wrong("link_template_code", "and 'link_variables' need each other");
    settings.web_address("api_base", aliyun.api_base);
    return aliyun;
}

TencentSms read_tencent_sms(Settings& settings) {
    TencentSms tencent;
    tencent.hook_secret = settings.hook_secret();
    tencent.secret_id = settings.needed("secret_id");
    tencent.secret_key = settings.secret("secret_key");
    tencent.sdk_app_id = settings.needed("sdk_app_id");
    if (const auto region = settings.fields().text("region"); !region.empty())
        tencent.region = region;
    tencent.sign_name = settings.needed("sign_name");
    tencent.template_id = settings.needed("template_id");
    tencent.variable_max =
        static_cast<std::size_t>(settings.fields().integer("variable_max", 12, 6, 500));
    tencent.link_template_id = settings.fields().text("link_template_id");
    settings.web_address("api_base", tencent.api_base);
    return tencent;
}

Wecom read_wecom(Settings& settings) {
    constexpr int agent_max = 1'000'000'000;
    Wecom wecom;
    wecom.corp_id = settings.needed("corp_id");
    if (settings.fields().need("agent_id") != nullptr)
        wecom.agent_id = settings.fields().integer("agent_id", 0, 0, agent_max);
    wecom.corp_secret = settings.secret("corp_secret");
    wecom.token = settings.secret("token");
    wecom.encoding_aes_key = read_aes_key(settings);
    wecom.robot_key = read_if_written(settings, "robot_key");
    settings.web_address("api_base", wecom.api_base);
    return wecom;
}

WechatKf read_wechat_kf(Settings& settings) {
    WechatKf kf;
    kf.corp_id = settings.needed("corp_id");
    kf.open_kfid = settings.needed("open_kfid");
    kf.corp_secret = settings.secret("corp_secret");
    kf.token = settings.secret("token");
    kf.encoding_aes_key = read_aes_key(settings);
    settings.web_address("api_base", kf.api_base);
    return kf;
}

Dingtalk read_dingtalk(Settings& settings) {
    Dingtalk dingtalk;
    dingtalk.robot_code = settings.needed("robot_code");
    dingtalk.app_key = settings.fields().text("app_key");
    dingtalk.app_secret = settings.secret("app_secret");
    dingtalk.group_token = read_if_written(settings, "group_token");
    dingtalk.group_secret = read_if_written(settings, "group_secret");
    settings.web_address("api_base", dingtalk.api_base);
    settings.web_address("webhook_base", dingtalk.webhook_base);
    settings.hosts("media_hosts", dingtalk.media_hosts);
    return dingtalk;
}

using Reader = std::function<void(Settings&, Channel&)>;

template <class T>
Reader reader(T (*read)(Settings&)) {
    return [read](Settings& settings, Channel& channel) { channel.settings = read(settings); };
}

const std::map<std::string, Reader, std::less<>>& readers() {
    static const std::map<std::string, Reader, std::less<>> all = {
        {"web_chat", [](Settings&, Channel& channel) { channel.settings = WebChat{}; }},
        {"wechat", reader(read_wechat)},
        {"kannel", reader(read_kannel)},
        {"webhook", reader(read_webhook)},
        {"twilio", reader(read_twilio)},
        {"aliyun_sms", reader(read_aliyun_sms)},
        {"tencent_sms", reader(read_tencent_sms)},
        {"wecom", reader(read_wecom)},
        {"wechat_kf", reader(read_wechat_kf)},
        {"dingtalk", reader(read_dingtalk)},
    };
    return all;
}

std::string known_types() {
    std::string all;
    for (const auto& [type, read] : readers())
        all += (all.empty() ? "" : ", ") + type;
    return all;
}

// A beginning that residents' own numbers have would silence them.
bool may_be_people(std::string_view pattern) {
    constexpr std::string_view mainland = "+86";
    if (!pattern.ends_with('*')) return false;
    pattern.remove_suffix(1);
    if (pattern.starts_with(mainland)) pattern.remove_prefix(mainland.size());
    const bool is_mobile = pattern.starts_with('1') && (pattern.size() < 2 || pattern[1] >= '3');
    return pattern.size() < 2 || is_mobile;
}

std::vector<std::string> read_unanswered(Settings& settings) {
    auto patterns = settings.fields().texts("unanswered");
    for (const auto& pattern : patterns) {
        if (pattern.find('*') < pattern.size() - 1 || pattern.empty())
            settings.wrong("unanswered", "'" + pattern + "': a * may stand at the end only");
        else if (may_be_people(pattern))
            settings.wrong("unanswered", "'" + pattern + "' would leave residents unanswered");
    }
    return patterns;
}

}  // namespace

Channel read_channel(
    const YamlNode& node, dialogs::language::Problems& problems, const LoadOptions& options
) {
    Settings settings(node, "a channel", problems, options);
    Channel channel;
    channel.mark = node.mark;
    channel.name = settings.needed("name");
    if (!channel.name.empty() && !is_channel_name(channel.name)) {
        settings.wrong("name", "may hold a-z, 0-9, - and _, at most 32 of them");
    }
    const std::string type = settings.needed("type");
    const auto found = readers().find(type);
    if (found == readers().end()) {
        // Its keys are another provider's: to call them unknown as well would only confuse.
        if (!type.empty())
            settings.wrong("type", "'" + type + "' is not supported; these are: " + known_types());
        return channel;
    }
    found->second(settings, channel);
    channel.rate = settings.rate("rate");
    channel.fallback = settings.fields().texts("fallback");
    channel.unanswered = read_unanswered(settings);
    channel.intranet = settings.fields().truth("intranet", false);
    settings.fields().finish();
    return channel;
}

}  // namespace gateway::config
