#pragma once
#include "gateway/channels/wechat/official_account.h"
#include "gateway/channels/weixin/envelope.h"
#include "gateway/http/form.h"

#include <chrono>
#include <memory>
#include <string>

// A fictional account and the calls WeChat would make to it.

namespace gateway::channels::wechat::samples {

inline const std::string token = "Ln2026mz";
inline const std::string app_id = "wx0123456789abcdef";
inline const std::string original_id = "gh_0123456789ab";
inline const std::string openid = "oLN-0001_zhangsan";
inline const std::string key = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR";

inline Ambient at(long long seconds) {
    Ambient ambient;
    ambient.now = dialogs::Time(std::chrono::seconds(seconds));
    for (std::size_t i = 0; i < ambient.random.size(); ++i)
        ambient.random[i] = static_cast<std::uint8_t>(i * 7 + 1);
    return ambient;
}

inline config::Wechat settings(config::WechatMode mode) {
    config::Wechat settings;
    settings.mode = mode;
    settings.original_id = original_id;
    settings.app_id = app_id;
    settings.app_secret = ops::Secret("app-secret-of-the-county");
    settings.token = ops::Secret(token);
    settings.encoding_aes_key = ops::Secret(key);
    settings.api_base = "https://api.weixin.example";
    return settings;
}

inline std::unique_ptr<Channel> account(config::WechatMode mode) {
    return OfficialAccount::make("wechat", settings(mode)).value();
}

using weixin::Envelope;
using weixin::signature;

inline Envelope envelope() { return Envelope::make(key, app_id).value(); }

inline std::string now_text(long long seconds) { return std::to_string(seconds); }

inline http::Request call(std::string method, http::Fields query, std::string body) {
    http::Request request;
    request.method = std::move(method);
    request.path = "/hooks/wechat";
    request.query = http::encode_form(query);
    request.body = std::move(body);
    return request;
}

inline http::Request plain_post(long long seconds, std::string body) {
    const auto when = now_text(seconds);
    const auto proof = signature({token, when, "486452656"});
    return call(
        "POST",
        {{"signature", proof}, {"timestamp", when}, {"nonce", "486452656"}, {"openid", openid}},
        std::move(body)
    );
}

inline std::string sealed(const std::string& message, unsigned char salt = 9) {
    std::array<std::uint8_t, 16> random{};
    random.fill(salt);
    return envelope().seal(message, random);
}

inline http::Request sealed_post(
    long long seconds, const std::string& encrypted, const std::string& beside = ""
) {
    const auto when = now_text(seconds);
    const auto proof = signature({token, when, "415670741", encrypted});
    http::Fields query;
    query.emplace_back("signature", signature({token, when, "415670741"}));
    query.emplace_back("timestamp", when);
    query.emplace_back("nonce", "415670741");
    query.emplace_back("openid", openid);
    query.emplace_back("encrypt_type", "aes");
    query.emplace_back("msg_signature", proof);
    return call(
        "POST",
        query,
        "<xml><ToUserName><![CDATA[" + original_id + "]]></ToUserName>" + beside +
            "<Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>"
    );
}

// `rest` after the three elements every message starts with.
inline std::string message_xml(const std::string& rest, const std::string& to = original_id) {
    return "<xml><ToUserName><![CDATA[" + to + "]]></ToUserName><FromUserName><![CDATA[" + openid +
           "]]></FromUserName><CreateTime>1795305600</CreateTime>" + rest + "</xml>";
}

inline std::string text_xml(const std::string& content, const std::string& id = "24000000001") {
    return message_xml(
        "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[" + content + "]]></Content><MsgId>" +
        id + "</MsgId>"
    );
}

constexpr long long noon = 1795305602;  // two seconds after the messages were written

}  // namespace gateway::channels::wechat::samples
