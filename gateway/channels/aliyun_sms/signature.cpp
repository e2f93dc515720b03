#include "gateway/channels/aliyun_sms/signature.h"

#include "gateway/channels/codec/digest.h"
#include "gateway/http/form.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::channels::aliyun_sms {
namespace {

http::Fields sorted(http::Fields fields) {
    std::sort(fields.begin(), fields.end());
    return fields;
}

std::string names_of(const http::Fields& headers) {
    std::string names;
    for (const auto& [name, value] : sorted(headers))
        names += (names.empty() ? "" : ";") + name;
    return names;
}

}  // namespace

std::string sorted_query(http::Fields query) {
    std::string out;
    for (const auto& [name, value] : sorted(std::move(query))) {
        if (!out.empty()) out += '&';
        out += http::percent_encode(name) + "=" + http::percent_encode(value);
    }
    return out;
}

std::string canonical(const Asked& asked) {
    std::string headers;
    for (const auto& [name, value] : sorted(asked.headers))
        headers += name + ":" + value + "\n";
    return fmt::format(
        "{}\n{}\n{}\n{}\n{}\n{}",
        asked.method,
        asked.path,
        sorted_query(asked.query),
        headers,
        names_of(asked.headers),
        codec::hex(codec::sha256(asked.body))
    );
}

std::string signature(const ops::Secret& secret, const Asked& asked) {
    const auto told = "ACS3-HMAC-SHA256\n" + codec::hex(codec::sha256(canonical(asked)));
    return codec::hex(codec::hmac_sha256(secret.reveal(), told));
}

std::string authorization(
    const std::string& key_id, const ops::Secret& secret, const Asked& asked
) {
    return fmt::format(
        "ACS3-HMAC-SHA256 Credential={},SignedHeaders={},Signature={}",
        key_id,
        names_of(asked.headers),
        signature(secret, asked)
    );
}

}  // namespace gateway::channels::aliyun_sms
