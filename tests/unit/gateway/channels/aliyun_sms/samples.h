#pragma once
#include "gateway/channels/aliyun_sms/service.h"

#include <chrono>
#include <memory>
#include <string>

// A fictional account and the calls Alibaba Cloud would make for it.

namespace gateway::channels::aliyun_sms::samples {

inline const std::string secret = "5f0d3b7c9a1e48d2b6f4";

inline config::AliyunSms settings() {
    config::AliyunSms settings;
    settings.hook_secret = ops::Secret(secret);
    settings.access_key_id = "LTAI0000000000000000";
    settings.access_key_secret = ops::Secret("secret-of-the-access-key");
    settings.sign_name = "滦南县民政局";
    settings.template_code = "SMS_123456789";
    settings.variable = "content";
    settings.api_base = "http://127.0.0.1:8093";
    return settings;
}

inline std::unique_ptr<Channel> service(config::AliyunSms settings = samples::settings()) {
    return Service::make("ali", std::move(settings)).value();
}

inline Ambient at() {
    Ambient ambient;
    ambient.now = dialogs::Time(std::chrono::seconds(1795305600));
    return ambient;
}

inline http::Request post(const std::string& body, const std::string& path_end = "") {
    http::Request request;
    request.method = "POST";
    request.path = "/hooks/ali/" + secret + path_end;
    request.body = body;
    return request;
}

inline http::Request sms(const std::string& text, const std::string& id = "1") {
    return post(
        R"([{"phone_number":"13800138000","content":")" + text +
        R"(","send_time":"2026-11-22 12:00:00","dest_code":"10690000","sequence_id":")" + id +
        R"("}])"
    );
}

}  // namespace gateway::channels::aliyun_sms::samples
