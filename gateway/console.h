#pragma once
#include "gateway/config/config.h"

#include <string>

namespace gateway {

// What to type into the provider's console for this channel, a line each; empty where there is
// none. Secrets are named as the configuration names them, never shown.
std::string console_of(const config::Channel& channel, const std::string& public_url);

}  // namespace gateway
