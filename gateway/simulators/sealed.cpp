#include "gateway/simulators/sealed.h"

#include "gateway/channels/weixin/payload.h"
#include "gateway/channels/weixin/xml.h"
#include "gateway/http/form.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>
#include <openssl/rand.h>

#include <array>

namespace gateway::simulators {

namespace weixin = channels::weixin;

Sealed::Sealed(std::string token, const std::string& aes_key, std::string id)
    : token_(std::move(token)), envelope_(weixin::Envelope::make(aes_key, std::move(id))) {}

channels::Call Sealed::call(
    const std::string& hook, const std::string& to, std::string message, bool forged
) const {
    const auto token = forged ? token_ + "?" : token_;
    const auto now = std::chrono::floor<std::chrono::seconds>(ops::system_clock()());
    const auto timestamp = std::to_string(now.time_since_epoch().count());
    std::array<std::uint8_t, 16> random{};
    RAND_bytes(random.data(), static_cast<int>(random.size()));
    const auto nonce = std::to_string(random[0] * 256 + random[1]);
    http::Fields query = {
        {"signature", weixin::signature({token, timestamp, nonce})},
        {"timestamp", timestamp},
        {"nonce", nonce},
    };
    if (envelope_) {
        const auto sealed = envelope_->seal(message, random);
        query.emplace_back("encrypt_type", "aes");
        query.emplace_back("msg_signature", weixin::signature({token, timestamp, nonce, sealed}));
        message = weixin::write_xml({{"ToUserName", to}, {"Encrypt", sealed}});
    }
    return {"POST", hook + "?" + http::encode_form(query), "text/xml", std::move(message)};
}

std::string Sealed::words_of(const std::string& answer) const {
    auto payload = weixin::read_payload(answer);
    if (!payload) return {};
    if (envelope_) {
        auto clear = envelope_->open(payload->get("Encrypt"));
        if (!clear) return {};
        payload = weixin::read_payload(*clear);
        if (!payload) return {};
    }
    return std::string(payload->get("Content"));
}

Told errcode(int code) {
    return {200, "application/json", ops::write_json({{"errcode", code}, {"errmsg", "simulated"}})};
}

}  // namespace gateway::simulators
