#pragma once
#include "gateway/channels/tencent_sms/service.h"

#include <chrono>
#include <memory>
#include <string>

// A fictional account and the calls Tencent Cloud would make for it.

namespace gateway::channels::tencent_sms::samples {

inline const std::string secret = "7c1e5a90d4b8f2630a9d";
constexpr long long noon = 1795305600;

inline config::TencentSms settings() {
    config::TencentSms settings;
    settings.hook_secret = ops::Secret(secret);
    settings.secret_id = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
    settings.secret_key = ops::Secret("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE");
    settings.sdk_app_id = "1400006666";
    settings.sign_name = "滦南县民政局";
    settings.template_id = "1110";
    settings.api_base = "http://127.0.0.1:8094";
    return settings;
}

inline std::unique_ptr<Channel> service(config::TencentSms settings = samples::settings()) {
    return Service::make("qc", std::move(settings)).value();
}

inline Ambient at(long long seconds = noon) {
    Ambient ambient;
    ambient.now = dialogs::Time(std::chrono::seconds(seconds));
    return ambient;
}

inline http::Request post(const std::string& body, const std::string& path_end = "") {
    http::Request request;
    request.method = "POST";
    request.path = "/hooks/qc/" + secret + path_end;
    request.body = body;
    return request;
}

inline http::Request sms(const std::string& text, long long time = noon) {
    return post(
        R"({"extend":"01","mobile":"13800138000","nationcode":"86","sign":"滦南县民政局","text":")" +
        text + R"(","time":)" + std::to_string(time) + "}"
    );
}

}  // namespace gateway::channels::tencent_sms::samples
