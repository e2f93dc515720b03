#include "gateway/channels/proofs.h"

#include <sodium.h>

#include <cstring>
#include <string>
#include <tuple>

namespace gateway::channels {

Proofs::Proofs() { randombytes_buf(key_.data(), key_.size()); }

// SipHash-2-4 with a key that nobody else has: as hard to meet as it is to guess, and a tenth of
// what SHA-256 costs a message.
Proofs::Digest Proofs::digest(std::string_view text) const {
    static_assert(std::tuple_size_v<Digest> == crypto_shorthash_siphashx24_BYTES);
    static_assert(std::tuple_size_v<Key> == crypto_shorthash_siphashx24_KEYBYTES);
    Digest digest;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    crypto_shorthash_siphashx24(digest.data(), bytes, text.size(), key_.data());
    return digest;
}

std::size_t Proofs::Hash::operator()(const Digest& digest) const {
    std::size_t bits = 0;
    std::memcpy(&bits, digest.data(), sizeof bits);
    return bits;
}

bool Proofs::admits(
    std::string_view proof, std::string_view body, dialogs::Time now, std::chrono::seconds lasts
) {
    forget(now);
    const auto of_proof = digest(proof);
    const auto of_body = digest(body);
    const auto [found, fresh] = bodies_.try_emplace(of_proof, of_body);
    if (fresh) oldest_first_.push_back({now + lasts, of_proof});
    return found->second == of_body;
}

bool Proofs::admits(
    std::string_view proof,
    std::string_view body,
    const Share& share,
    dialogs::Time now,
    std::chrono::seconds lasts
) {
    const auto under = std::string(proof) + '\n';
    const bool is_first = admits(proof, body, now, lasts);
    const bool has_own_body = admits(under + "id\n" + share.id, body, now, lasts);
    const bool has_own_id = admits(under + "rest\n" + share.rest, share.id, now, lasts);
    return is_first || (has_own_body && has_own_id);
}

void Proofs::forget(dialogs::Time now) {
    while (!oldest_first_.empty() &&
           (oldest_first_.front().until <= now || oldest_first_.size() >= most)) {
        bodies_.erase(oldest_first_.front().proof);
        oldest_first_.pop_front();
    }
}

}  // namespace gateway::channels
