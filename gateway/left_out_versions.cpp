#include "gateway/left_out_versions.h"

#include "gateway/ops/log.h"

namespace gateway {

void LeftOutVersions::tell(const std::vector<std::string>& left_out) {
    why_.clear();
    for (const auto& why : left_out) {
        ops::log::error("article_version_left_out", {{"why", why}});
        why_ += (why_.empty() ? "" : "; ") + why;
    }
}

dialogs::Result<void> LeftOutVersions::state() const {
    if (why_.empty()) return {};
    return dialogs::Error{dialogs::Fault::malformed, "left out: " + why_};
}

}  // namespace gateway
