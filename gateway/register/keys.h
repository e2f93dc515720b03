#pragma once
#include "dialogs/result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

// What keeps personal columns from whoever has only the database: one 32-byte key in a file beside
// it, and two keys made from it, to seal and to hash.

namespace gateway::registers {

class Keys {
public:
    // Reads `folder`/register.key, or makes it (mode 0600) when there is none. Faults: malformed
    // when it is not 32 bytes or others may read it, unavailable when it cannot be read or written.
    static dialogs::Result<Keys> open(const std::filesystem::path& folder);
    static Keys from_master(const std::array<std::uint8_t, 32>& master);

    // Encrypted and authenticated (XSalsa20-Poly1305, fresh nonce), as base64. An empty text stays
    // empty.
    std::string seal(std::string_view plain) const;
    // malformed: sealed by another key, or changed since.
    dialogs::Result<std::string> unseal(std::string_view sealed) const;

    // Keyed BLAKE2b as hex: equal texts give equal hashes within a purpose, nothing else is told.
    std::string hash(std::string_view purpose, std::string_view text) const;

private:
    using Key = std::array<std::uint8_t, 32>;
    Key seal_key_{};
    Key hash_key_{};
};

}  // namespace gateway::registers
