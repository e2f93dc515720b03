#pragma once
#include "dialogs/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

// Things that must not be shown. Neither type can be logged or formatted by accident: the text is
// had only by asking for it.

namespace gateway::ops {

class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value) : value_(std::move(value)) {}

    const std::string& reveal() const { return value_; }
    bool empty() const { return value_.empty(); }

    // Takes the same time wherever the two differ. An empty secret equals nothing.
    bool equals(std::string_view given) const;

private:
    std::string value_;
};

// Something about a person: a number, a name, an openid, a message.
class Pii {
public:
    explicit Pii(std::string value) : value_(std::move(value)) {}
    const std::string& reveal() const { return value_; }

private:
    std::string value_;
};

// In time that depends on the lengths only.
bool equal_in_constant_time(std::string_view a, std::string_view b);

// The content without trailing line ends. not_found, too_large over 64 KB, malformed when empty.
dialogs::Result<Secret> secret_from_file(const std::filesystem::path& path);
dialogs::Result<Secret> secret_from_environment(const std::string& name);

// `bytes` of system randomness, base64url without padding.
std::string random_token(std::size_t bytes = 16);

}  // namespace gateway::ops
