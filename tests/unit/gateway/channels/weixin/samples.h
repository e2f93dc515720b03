#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/weixin/envelope.h"
#include "gateway/http/form.h"

#include <chrono>
#include <string>

// Calls to a fictional WeCom corporation.

namespace gateway::channels::weixin::samples {

inline const std::string token = "QDG6eK";
inline const std::string key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
inline const std::string corp_id = "ww0123456789abcdef";
inline const std::string userid = "ZhangSan.01";
constexpr long long noon = 1795305602;  // two seconds after the messages were written

inline Ambient at(long long seconds) {
    Ambient ambient;
    ambient.now = dialogs::Time(std::chrono::seconds(seconds));
    for (std::size_t i = 0; i < ambient.random.size(); ++i)
        ambient.random[i] = static_cast<std::uint8_t>(i * 7 + 1);
    return ambient;
}

inline Envelope envelope() { return Envelope::make(key, corp_id).value(); }

inline std::string sealed(const std::string& clear) { return envelope().seal(clear, at(0).random); }

inline http::Fields signed_query(long long seconds, const std::string& encrypted) {
    const auto when = std::to_string(seconds);
    return {
        {"msg_signature", signature({token, when, "1372623149", encrypted})},
        {"timestamp", when},
        {"nonce", "1372623149"}};
}

inline http::Request post(const http::Fields& query, const std::string& encrypted) {
    http::Request request;
    request.method = "POST";
    request.query = http::encode_form(query);
    request.body = "<xml><ToUserName><![CDATA[" + corp_id + "]]></ToUserName><Encrypt><![CDATA[" +
                   encrypted + "]]></Encrypt></xml>";
    return request;
}

inline http::Request sealed_post(long long seconds, const std::string& clear) {
    const auto encrypted = sealed(clear);
    return post(signed_query(seconds, encrypted), encrypted);
}

inline http::Request url_check(long long seconds, const std::string& clear) {
    const auto encrypted = sealed(clear);
    auto query = signed_query(seconds, encrypted);
    query.emplace_back("echostr", encrypted);
    http::Request request;
    request.method = "GET";
    request.query = http::encode_form(query);
    return request;
}

inline std::string message_xml(const std::string& rest) {
    return "<xml><ToUserName><![CDATA[" + corp_id + "]]></ToUserName><FromUserName><![CDATA[" +
           userid + "]]></FromUserName><CreateTime>1795305600</CreateTime>" + rest + "</xml>";
}

}  // namespace gateway::channels::weixin::samples
