#pragma once
#include "gateway/desk/editing.h"
#include "gateway/desk/teaching.h"
#include "storage/article_versions.h"

#include <cstdint>
#include <string>

namespace gateway::desk {

// Approves or rejects a draft; who drafted it cannot approve it. `decision` brings its state and
// note. 200 with the version; 403, 409, 412 or 422 when nothing is decided.
Job decide_on_draft(
    std::string topic,
    std::string if_match,
    std::int64_t number,
    storage::article_versions::Decision decision,
    Editing::Check check,
    const ApiTools& tools
);

}  // namespace gateway::desk
