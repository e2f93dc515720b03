#pragma once
#include "gateway/config/config.h"
#include "knowledge/library.h"

namespace gateway::cli {

// Whether every channel can be made of its settings, and those without free text can carry every
// article's short answer; what is wrong is said on stderr, what is only long on stdout. `library`
// may be null.
bool check_channels(const config::Config& config, const knowledge::Library* library);

}  // namespace gateway::cli
