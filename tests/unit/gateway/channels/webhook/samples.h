#pragma once
#include "gateway/channels/codec/base64.h"
#include "gateway/channels/codec/digest.h"
#include "gateway/channels/webhook/webhook.h"

#include <chrono>
#include <memory>
#include <string>

// A fictional hotline and the calls it would make.

namespace gateway::channels::webhook::samples {

inline const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
inline const std::string former = "whsec_c29tZSBvbGQga2V5IG9mIG91cnMgYWJj";
constexpr long long noon = 1795305600;

inline config::Webhook settings() {
    config::Webhook settings;
    settings.secret = ops::Secret(secret);
    settings.send_url = "http://127.0.0.1:8091/messages";
    return settings;
}

inline std::unique_ptr<Channel> hotline(config::Webhook settings = samples::settings()) {
    return Webhook::make("hotline", std::move(settings)).value();
}

inline Ambient at(long long seconds = noon) {
    Ambient ambient;
    ambient.now = dialogs::Time(std::chrono::seconds(seconds));
    return ambient;
}

// Signed the standard's way, written out once more and not by our own function.
inline http::Request post(
    const std::string& body,
    long long time = noon,
    const std::string& id = "msg_1",
    const std::string& with = secret
) {
    http::Request request;
    request.method = "POST";
    request.path = "/hooks/hotline";
    request.body = body;
    const auto stamp = std::to_string(time);
    const auto key = codec::from_base64(std::string_view(with).substr(6)).value();
    const auto proof = codec::base64(codec::hmac_sha256(key, id + "." + stamp + "." + body));
    request.headers = {
        {"webhook-id", id}, {"webhook-timestamp", stamp}, {"webhook-signature", "v1," + proof}};
    return request;
}

inline std::string message(const std::string& text, const std::string& id = "e-1") {
    return R"({"id":")" + id + R"(","from":{"path":"+8613800138000"},"text":")" + text + R"("})";
}

}  // namespace gateway::channels::webhook::samples
