#include "gateway/simulators/cloud_signature.h"

#include "gateway/channels/codec/digest.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>

namespace gateway::simulators {
namespace {

using channels::codec::hex;
using channels::codec::hmac_sha256;
using channels::codec::sha256;

// More are forgotten: a nonce matters for a quarter of an hour.
constexpr std::size_t nonces_max = 10'000;
constexpr std::chrono::minutes acs3_window{15};
constexpr std::chrono::minutes tc3_window{5};

struct Proof {
    std::string credential;
    std::vector<std::string> names;
    std::string signature;
};

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> pieces;
    std::istringstream rest(text);
    for (std::string piece; std::getline(rest, piece, at);)
        pieces.emplace_back(http::trimmed(piece));
    return pieces;
}

std::optional<Proof> read_proof(const Asked& asked, std::string_view algorithm) {
    const std::string told(asked.header("Authorization"));
    if (!told.starts_with(algorithm)) return std::nullopt;
    Proof proof;
    for (const auto& field : split(told.substr(algorithm.size()), ',')) {
        const auto value = field.substr(std::min(field.find('=') + 1, field.size()));
        if (field.starts_with("Credential=")) proof.credential = value;
        if (field.starts_with("SignedHeaders=")) proof.names = split(value, ';');
        if (field.starts_with("Signature=")) proof.signature = value;
    }
    return proof;
}

bool is_signed(const Proof& proof, std::string_view name) {
    return std::ranges::find(proof.names, name) != proof.names.end();
}

// "name:value\n" for each, then an empty line and the names.
std::string signed_headers(const Asked& asked, const Proof& proof) {
    std::string lines;
    std::string names;
    for (const auto& name : proof.names) {
        lines += name + ":" + std::string(http::trimmed(asked.header(name))) + "\n";
        names += (names.empty() ? "" : ";") + name;
    }
    return lines + "\n" + names;
}

std::string sorted_query(const std::string& target) {
    const auto mark = target.find('?');
    if (mark == std::string::npos) return {};
    auto pairs = split(target.substr(mark + 1), '&');
    std::ranges::sort(pairs);
    std::string query;
    for (const auto& pair : pairs)
        query += (query.empty() ? "" : "&") + pair;
    return query;
}

bool lacks_a_header(const Asked& asked, const Proof& proof) {
    if (!is_signed(proof, "host")) return true;
    return std::ranges::any_of(asked.headers, [&](const auto& header) {
        std::string name = header.first;
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
        return name.starts_with("x-acs-") && !is_signed(proof, name);
    });
}

bool is_near(dialogs::Time a, dialogs::Time b, std::chrono::minutes window) {
    return a - b <= window && b - a <= window;
}

std::optional<dialogs::Time> time_of(const std::string& text) {
    std::istringstream stream(text);
    std::tm parts{};
    stream >> std::get_time(&parts, "%Y-%m-%dT%H:%M:%SZ");
    if (stream.fail()) return std::nullopt;
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::from_time_t(timegm(&parts))
    );
}

}  // namespace

std::string Acs3::doubt(const Asked& asked, dialogs::Time now) {
    const std::string algorithm = "ACS3-HMAC-SHA256";
    const auto proof = read_proof(asked, algorithm);
    if (!proof || lacks_a_header(asked, *proof)) return "IncompleteSignature";
    if (proof->credential != keys_.id) return "InvalidAccessKeyId.NotFound";
    const auto date = time_of(std::string(asked.header("x-acs-date")));
    if (!date || !is_near(*date, now, acs3_window)) return "InvalidTimeStamp.Expired";
    const auto body = hex(sha256(asked.body));
    if (asked.header("x-acs-content-sha256") != body) return "SignatureDoesNotMatch";
    const auto canonical = fmt::format(
        "{}\n{}\n{}\n{}\n{}",
        asked.method,
        asked.path,
        sorted_query(asked.target),
        signed_headers(asked, *proof),
        body
    );
    const auto told = algorithm + "\n" + hex(sha256(canonical));
    if (hex(hmac_sha256(keys_.secret.reveal(), told)) != proof->signature)
        return "SignatureDoesNotMatch";
    const std::lock_guard lock(mutex_);
    if (nonces_.size() == nonces_max) nonces_.clear();
    const bool fresh = nonces_.emplace(asked.header("x-acs-signature-nonce")).second;
    return fresh ? "" : "SignatureNonceUsed";
}

std::string tc3_doubt(const Keys& keys, const Asked& asked, dialogs::Time now) {
    const std::string algorithm = "TC3-HMAC-SHA256";
    const auto proof = read_proof(asked, algorithm);
    if (!proof || !is_signed(*proof, "host") || !is_signed(*proof, "content-type"))
        return "AuthFailure.SignatureFailure";
    const auto timestamp = asked.header("X-TC-Timestamp");
    std::int64_t seconds = 0;
    std::from_chars(timestamp.data(), timestamp.data() + timestamp.size(), seconds);
    const std::chrono::sys_seconds when{std::chrono::seconds(seconds)};
    if (!is_near(when, now, tc3_window)) return "AuthFailure.SignatureExpire";
    const auto date = fmt::format("{:%Y-%m-%d}", when);
    const auto scope = date + "/sms/tc3_request";
    if (!proof->credential.starts_with(keys.id + "/")) return "AuthFailure.SecretIdNotFound";
    if (proof->credential != keys.id + "/" + scope) return "AuthFailure.SignatureFailure";
    const auto canonical = fmt::format(
        "{}\n/\n\n{}\n{}", asked.method, signed_headers(asked, *proof), hex(sha256(asked.body))
    );
    const auto told =
        fmt::format("{}\n{}\n{}\n{}", algorithm, timestamp, scope, hex(sha256(canonical)));
    auto key = hmac_sha256("TC3" + keys.secret.reveal(), date);
    key = hmac_sha256(key, "sms");
    key = hmac_sha256(key, "tc3_request");
    return hex(hmac_sha256(key, told)) == proof->signature ? "" : "AuthFailure.SignatureFailure";
}

}  // namespace gateway::simulators
