#pragma once
#include "dialogs/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How WeChat signs its calls and hides their content (消息加解密). WeCom uses the same envelope
// with its corp id at the end.
//
//   key     = base64(EncodingAESKey), 32 bytes; iv = its first 16
//   inside  = random(16) ‖ length of message, 4 bytes big-endian ‖ message ‖ app id
//   Encrypt = base64(AES-256-CBC(inside padded to a multiple of 32, each pad byte its count))

namespace gateway::channels::weixin {

// hex(sha1(the values in byte order, one after the other)).
std::string signature(std::vector<std::string_view> values);

class Envelope {
public:
    // Nothing when the key is not the 43 characters of an EncodingAESKey.
    static std::optional<Envelope> make(std::string_view encoding_aes_key, std::string app_id);

    // Every failure is the same `denied`, so that nobody can feel his way by the errors. Check the
    // signature first.
    dialogs::Result<std::string> open(std::string_view encrypted) const;

    std::string seal(std::string_view message, const std::array<std::uint8_t, 16>& random) const;

private:
    Envelope(std::string key, std::string app_id)
        : key_(std::move(key)), app_id_(std::move(app_id)) {}

    std::string key_;
    std::string app_id_;
};

}  // namespace gateway::channels::weixin
