#include "gateway/channels/codec/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

namespace gateway::channels::codec {
namespace {

std::string digest(std::string_view data, const EVP_MD* algorithm) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned int size = 0;
    if (EVP_Digest(data.data(), data.size(), out.data(), &size, algorithm, nullptr) != 1)
        throw std::runtime_error("this OpenSSL lacks a digest");
    return {reinterpret_cast<const char*>(out.data()), size};
}

std::string hmac(std::string_view key, std::string_view data, const EVP_MD* algorithm) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned int size = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(data.data());
    const auto length = static_cast<int>(key.size());
    if (!HMAC(algorithm, key.data(), length, bytes, data.size(), out.data(), &size))
        throw std::runtime_error("this OpenSSL lacks HMAC");
    return {reinterpret_cast<const char*>(out.data()), size};
}

}  // namespace

// Fetched once: OpenSSL 3 looks an algorithm up by name at every use of EVP_sha1().
std::string sha1(std::string_view data) {
    static const auto* const algorithm = EVP_MD_fetch(nullptr, "SHA1", nullptr);
    return digest(data, algorithm);
}

std::string sha256(std::string_view data) {
    static const auto* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return digest(data, algorithm);
}

std::string hmac_sha1(std::string_view key, std::string_view data) {
    return hmac(key, data, EVP_sha1());
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
    return hmac(key, data, EVP_sha256());
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        out += digits[value >> 4];
        out += digits[value & 15];
    }
    return out;
}

std::string_view bytes_of(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace gateway::channels::codec
