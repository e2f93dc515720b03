#include "gateway/ops/secret.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace gateway::ops {
namespace {

constexpr std::size_t secret_file_max = 64 * 1024;  // a private key is under 4 KB

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

Result<Secret> trimmed(std::string text, const std::string& where) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.pop_back();
    if (text.empty()) return Error{Fault::malformed, where + " is empty"};
    return Secret(std::move(text));
}

}  // namespace

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool Secret::equals(std::string_view given) const {
    return !value_.empty() && equal_in_constant_time(value_, given);
}

Result<Secret> secret_from_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{Fault::not_found, "cannot read " + path.string()};
    std::string text(secret_file_max + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad()) return Error{Fault::not_found, "cannot read " + path.string()};
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > secret_file_max)
        return Error{Fault::too_large, path.string() + " is over 64 KB"};
    return trimmed(std::move(text), path.string());
}

Result<Secret> secret_from_environment(const std::string& name) {
    const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): nobody sets it
    if (value == nullptr) return Error{Fault::not_found, "the environment has no " + name};
    return trimmed(value, "the environment's " + name);
}

std::string random_token(std::size_t bytes) {
    static constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::vector<unsigned char> random(bytes);
    if (RAND_bytes(random.data(), static_cast<int>(bytes)) != 1) {
        throw std::runtime_error("the system has no randomness");
    }
    std::string text;
    unsigned bits = 0;
    int held = 0;
    for (const unsigned char byte : random) {
        bits = (bits << 8U) | byte;
        for (held += 8; held >= 6; held -= 6)
            text += alphabet[(bits >> (held - 6)) & 63U];
    }
    if (held > 0) text += alphabet[(bits << (6 - held)) & 63U];
    return text;
}

}  // namespace gateway::ops
