#pragma once
#include "gateway/config/settings.h"

namespace gateway::config {

// One entry under `channels`. What is wrong with it becomes problems.
Channel read_channel(
    const dialogs::language::YamlNode& node,
    dialogs::language::Problems& problems,
    const LoadOptions& options
);

}  // namespace gateway::config
