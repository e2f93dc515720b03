#pragma once
#include "dialogs/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <string_view>

// The only way JSON from outside comes in. The parser beneath overflows the stack on deep nesting,
// takes the last of two equal keys and turns integers over 64 bits into doubles; here these are
// refused. Include <nlohmann/json.hpp> in the codec's .cpp, never in a header.

namespace gateway::ops {

struct JsonLimits {
    std::size_t bytes_max = 64 * 1024;
    std::size_t depth_max = 32;
    std::size_t nodes_max = 20'000;
    bool unique_keys = true;
};

// malformed (also for invalid UTF-8, NUL, NaN and numbers out of range) or too_large; the detail
// never quotes the input.
dialogs::Result<nlohmann::json> parse_json(std::string_view text, JsonLimits limits = {});

// Compact; a byte that is not UTF-8 becomes U+FFFD instead of an exception.
std::string write_json(const nlohmann::json& value);

}  // namespace gateway::ops
