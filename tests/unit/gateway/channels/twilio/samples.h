#pragma once
#include "gateway/channels/codec/base64.h"
#include "gateway/channels/twilio/messaging.h"
#include "gateway/channels/twilio/signature.h"
#include "gateway/http/form.h"

#include <chrono>
#include <memory>
#include <string>

// A fictional account and the calls Twilio would make for it.

namespace gateway::channels::twilio::samples {

inline const std::string token = "12345678901234567890123456789012";
inline const std::string account = "AC0123456789abcdef0123456789abcdef";
inline const std::string public_url = "https://mz.example.gov.cn/yimen";

inline config::Twilio settings() {
    config::Twilio settings;
    settings.account_sid = account;
    settings.auth_token = ops::Secret(token);
    settings.from = "+18005551212";
    settings.api_base = "http://127.0.0.1:8092";
    return settings;
}

inline std::unique_ptr<Channel> messaging(config::Twilio settings = samples::settings()) {
    return Messaging::make("tw", std::move(settings), public_url).value();
}

inline Ambient at() {
    Ambient ambient;
    ambient.now = dialogs::Time(std::chrono::seconds(1795305600));
    return ambient;
}

inline http::Request post(const http::Fields& form, const std::string& query = "") {
    http::Request request;
    request.method = "POST";
    request.path = "/hooks/tw";
    request.query = query;
    request.body = http::encode_form(form);
    const auto url = public_url + "/hooks/tw" + (query.empty() ? "" : "?") + query;
    request.headers = {{"X-Twilio-Signature", signature(token, url, form)}};
    return request;
}

inline http::Fields sms(const std::string& text, const std::string& id = "SM1") {
    return {
        {"MessageSid", id},
        {"AccountSid", account},
        {"From", "+8613800138000"},
        {"To", "+18005551212"},
        {"Body", text},
        {"NumMedia", "0"}};
}

}  // namespace gateway::channels::twilio::samples
