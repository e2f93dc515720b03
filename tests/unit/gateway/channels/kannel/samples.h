#pragma once
#include "gateway/channels/kannel/smsbox.h"
#include "gateway/http/form.h"

#include <chrono>
#include <memory>
#include <string>

// A fictional smsbox and the calls it would make.

namespace gateway::channels::kannel::samples {

inline const std::string secret = "5f0d3b7c9a1e48d2b6f4";

inline config::Kannel settings() {
    config::Kannel settings;
    settings.hook_secret = ops::Secret(secret);
    settings.send_url = "http://127.0.0.1:13013/cgi-bin/sendsms";
    settings.username = "yimen";
    settings.password = ops::Secret("password-of-the-smsbox");
    settings.from = "10690000";
    settings.signature = "【滦南民政】";
    return settings;
}

inline std::unique_ptr<Channel> smsbox(config::Kannel settings = samples::settings()) {
    return Smsbox::make("sms", std::move(settings), "https://mz.example.gov.cn").value();
}

inline Ambient at(long long seconds = 1795305602) {
    Ambient ambient;
    ambient.now = dialogs::Time(std::chrono::seconds(seconds));
    return ambient;
}

inline http::Request call(const http::Fields& query, const std::string& path_end = "") {
    http::Request request;
    request.method = "GET";
    request.path = "/hooks/sms/" + secret + path_end;
    request.query = http::encode_form(query);
    return request;
}

inline http::Request sms(const std::string& text, const std::string& id = "k-1") {
    return call(
        {{"from", "13800138000"},
         {"to", "10690000"},
         {"text", text},
         {"coding", "0"},
         {"charset", "UTF-8"},
         {"id", id},
         {"time", "1795305600"}}
    );
}

inline http::Request receipt(
    const std::string& part, const std::string& state, const std::string& proof
) {
    return call({{"part", part}, {"state", state}, {"sig", proof}}, "/receipts");
}

}  // namespace gateway::channels::kannel::samples
