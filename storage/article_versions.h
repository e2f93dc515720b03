#pragma once
#include "storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How the county words its articles. A version is drafted, and approved or rejected by somebody
// else; what was decided is never changed.

namespace storage {

struct ArticleVersion {
    std::string topic;
    std::int64_t version = 0;  // of that topic, from 1
    std::string yaml;
    std::string effective_on;     // 2026-12-01: in force from that day on, if approved
    std::string state = "draft";  // "draft", "approved", "rejected"
    std::string note;
    std::int64_t drafted_by = 0;
    Time drafted_at{};
    std::optional<std::int64_t> decided_by;
    std::optional<Time> decided_at;
};

namespace article_versions {

// Keeps it as a draft under the topic's next number, which it gives.
Result<std::int64_t> add_draft(Connection& connection, const ArticleVersion& drafted);

Result<std::optional<ArticleVersion>> find(
    Connection& connection, std::string_view topic, std::int64_t version
);
// The newest first.
Result<std::vector<ArticleVersion>> of_topic(Connection& connection, std::string_view topic);
Result<std::vector<ArticleVersion>> drafts(Connection& connection);

struct Decision {
    std::string state;  // "approved", "rejected"
    std::int64_t clerk = 0;
    Time at{};
    std::string note;            // kept beside the draft's when it says something
    std::string effective_on{};  // the day it begins; empty: as it was drafted
};
// Fault::conflict unless it is a draft.
Result<void> decide(
    Connection& connection, std::string_view topic, std::int64_t version, const Decision& decision
);

// Of every topic the approved one that began last, on `day` (2026-12-01) or before; of two that
// began on one day the later one.
Result<std::vector<ArticleVersion>> in_force(Connection& connection, std::string_view day);

}  // namespace article_versions
}  // namespace storage
