#pragma once
#include <string>
#include <string_view>

// What of a provider's bytes an operator may see: names and codes, so that he finds out what went
// wrong; no secret, nothing of a person, nothing anybody said. Pure.

namespace gateway::ops {

// JSON, flat XML and forms keep their names; values stay when they look like a code ("ok",
// "isv.BUSINESS_LIMIT_CONTROL", 45015), else they become their length: ‹23›. Anything else becomes
// ‹512 bytes›. At most 1,000 bytes.
std::string redacted(std::string_view body);

// An address with its values treated so; what follows /hooks/{channel} is a secret.
std::string redacted_url(std::string_view url);

}  // namespace gateway::ops
