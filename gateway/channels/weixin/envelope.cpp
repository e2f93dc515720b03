#include "gateway/channels/weixin/envelope.h"

#include "gateway/channels/codec/base64.h"
#include "gateway/channels/codec/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <stdexcept>

namespace gateway::channels::weixin {
namespace {

constexpr std::size_t random_bytes = 16;
constexpr std::size_t length_bytes = 4;
constexpr std::size_t pad_block = 32;     // not AES's 16: OpenSSL's own unpadding would refuse it
constexpr std::size_t cipher_block = 16;  // AES's

enum class Way { decrypt, encrypt };

// `data` is whole blocks; padding is ours to add and to take off.
std::string aes_256_cbc(std::string_view data, const std::string& key, Way way) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free
    );
    const auto* bytes = reinterpret_cast<const unsigned char*>(key.data());
    std::string out(data.size() + cipher_block, '\0');
    auto* target = reinterpret_cast<unsigned char*>(out.data());
    const auto* source = reinterpret_cast<const unsigned char*>(data.data());
    int size = 0;
    const bool done =
        context &&
        EVP_CipherInit_ex(
            context.get(), EVP_aes_256_cbc(), nullptr, bytes, bytes, way == Way::encrypt
        ) == 1 &&
        EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
        EVP_CipherUpdate(context.get(), target, &size, source, static_cast<int>(data.size())) == 1;
    if (!done) throw std::runtime_error("this OpenSSL lacks AES-256-CBC");
    out.resize(static_cast<std::size_t>(size));
    return out;
}

std::optional<std::string_view> without_padding(std::string_view data) {
    if (data.empty()) return std::nullopt;
    const auto count = static_cast<std::size_t>(static_cast<unsigned char>(data.back()));
    if (count < 1 || count > pad_block || count > data.size()) return std::nullopt;
    const auto pad = data.substr(data.size() - count);
    if (pad.find_first_not_of(pad.back()) != pad.npos) return std::nullopt;
    return data.substr(0, data.size() - count);
}

std::size_t big_endian(std::string_view four) {
    std::size_t value = 0;
    for (const char byte : four)
        value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

std::optional<std::string> message_in(std::string_view inside, std::string_view app_id) {
    if (inside.size() < random_bytes + length_bytes) return std::nullopt;
    const auto length = big_endian(inside.substr(random_bytes, length_bytes));
    const auto rest = inside.substr(random_bytes + length_bytes);
    if (length > rest.size() || rest.substr(length) != app_id) return std::nullopt;
    return std::string(rest.substr(0, length));
}

}  // namespace

std::string signature(std::vector<std::string_view> values) {
    std::sort(values.begin(), values.end());
    std::string joined;
    for (const auto& value : values)
        joined += value;
    return codec::hex(codec::sha1(joined));
}

std::optional<Envelope> Envelope::make(std::string_view encoding_aes_key, std::string app_id) {
    if (encoding_aes_key.size() != 43) return std::nullopt;
    // Most real keys leave bits over at the end, which a strict decoder takes for an error.
    auto key = codec::from_base64(encoding_aes_key);
    if (!key || key->size() != 32) return std::nullopt;
    return Envelope(std::move(*key), std::move(app_id));
}

dialogs::Result<std::string> Envelope::open(std::string_view encrypted) const {
    const dialogs::Error refused{dialogs::Fault::denied, "an envelope that is not ours"};
    const auto sealed = codec::from_base64(encrypted);
    if (!sealed || sealed->empty() || sealed->size() % cipher_block != 0) return refused;
    const auto padded = aes_256_cbc(*sealed, key_, Way::decrypt);
    const auto inside = without_padding(padded);
    if (!inside) return refused;
    auto message = message_in(*inside, app_id_);
    if (!message) return refused;
    return std::move(*message);
}

std::string Envelope::seal(std::string_view message, const std::array<std::uint8_t, 16>& random)
    const {
    std::string inside(codec::bytes_of(random));
    for (int shift = 24; shift >= 0; shift -= 8)
        inside += static_cast<char>(message.size() >> shift & 0xFF);
    inside += message;
    inside += app_id_;
    const auto count = pad_block - inside.size() % pad_block;
    inside.append(count, static_cast<char>(count));
    return codec::base64(aes_256_cbc(inside, key_, Way::encrypt));
}

}  // namespace gateway::channels::weixin
