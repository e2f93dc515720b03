#pragma once
#include "gateway/desk/exchange.h"
#include "storage/article_versions.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A change that is meant for one version only (RFC 9110 §13.1.1): `if_match` is the request's
// field; without it every version will do. What is given back is the 412, and nothing is changed.

namespace gateway::desk {

// `owner`: who has it or changed it last, if somebody; `version`: what it is now.
std::optional<JobAnswer> stale(
    std::string_view if_match, std::int64_t version, const std::string& owner
);

// A conversation's version is the epoch of its control.
Result<std::optional<JobAnswer>> stale_conversation(
    Connection& connection,
    const storage::Clerk& clerk,
    std::int64_t conversation,
    std::string_view if_match
);

// An article's version counts its drafts and what was decided about them; `versions` are all of it,
// the newest first.
std::int64_t article_version(const std::vector<storage::ArticleVersion>& versions);
Result<std::optional<JobAnswer>> stale_article(
    Connection& connection, std::string_view topic, std::string_view if_match, const ApiTools& tools
);

}  // namespace gateway::desk
