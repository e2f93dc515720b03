#include "gateway/channels/tencent_sms/signature.h"

#include "gateway/channels/codec/digest.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>

namespace gateway::channels::tencent_sms {
namespace {

constexpr std::string_view algorithm = "TC3-HMAC-SHA256";
constexpr std::string_view signed_headers = "content-type;host";
constexpr std::string_view terminator = "tc3_request";

std::string date_of(const Asked& asked) {
    const std::chrono::sys_seconds time{std::chrono::seconds(asked.timestamp)};
    return fmt::format("{:%Y-%m-%d}", time);
}

std::string scope_of(const Asked& asked) {
    return fmt::format("{}/{}/{}", date_of(asked), asked.service, terminator);
}

}  // namespace

std::string canonical(const Asked& asked) {
    return fmt::format(
        "POST\n/\n\ncontent-type:{}\nhost:{}\n\n{}\n{}",
        asked.type,
        asked.host,
        signed_headers,
        codec::hex(codec::sha256(asked.body))
    );
}

std::string signature(const ops::Secret& secret, const Asked& asked) {
    const auto told = fmt::format(
        "{}\n{}\n{}\n{}",
        algorithm,
        asked.timestamp,
        scope_of(asked),
        codec::hex(codec::sha256(canonical(asked)))
    );
    auto key = codec::hmac_sha256("TC3" + secret.reveal(), date_of(asked));
    key = codec::hmac_sha256(key, asked.service);
    key = codec::hmac_sha256(key, terminator);
    return codec::hex(codec::hmac_sha256(key, told));
}

std::string authorization(
    const std::string& key_id, const ops::Secret& secret, const Asked& asked
) {
    return fmt::format(
        "{} Credential={}/{}, SignedHeaders={}, Signature={}",
        algorithm,
        key_id,
        scope_of(asked),
        signed_headers,
        signature(secret, asked)
    );
}

}  // namespace gateway::channels::tencent_sms
