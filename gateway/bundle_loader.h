#pragma once
#include "gateway/config/config.h"
#include "gateway/turns/bundle.h"

#include <string>
#include <vector>

namespace gateway {

// Scripts, articles and organisation, read from where the configuration says. The error's detail
// holds every fault, one `file:line:column: message` a line.
dialogs::Result<turns::BundlePtr> load_bundle(const config::Config& config);

}  // namespace gateway
