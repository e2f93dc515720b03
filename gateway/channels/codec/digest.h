#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gateway::channels::codec {

// Raw digests, as many bytes as the name says.
std::string sha1(std::string_view data);
std::string sha256(std::string_view data);
std::string hmac_sha1(std::string_view key, std::string_view data);
std::string hmac_sha256(std::string_view key, std::string_view data);

std::string hex(std::string_view bytes);
std::string_view bytes_of(std::span<const std::uint8_t> bytes);

}  // namespace gateway::channels::codec
