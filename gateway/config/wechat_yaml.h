#pragma once
#include "gateway/config/settings.h"
#include "gateway/config/wechat.h"

namespace gateway::config {

Wechat read_wechat(Settings& settings);

// 43 characters, where secrets are read.
Secret read_aes_key(Settings& settings);

}  // namespace gateway::config
