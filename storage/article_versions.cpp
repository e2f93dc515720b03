#include "storage/article_versions.h"

namespace storage::article_versions {
namespace {

ArticleVersion read(const Row& row) {
    ArticleVersion version;
    version.topic = row.text(0);
    version.version = row.integer(1);
    version.yaml = row.text(2);
    version.effective_on = row.text(3);
    version.state = row.text(4);
    version.note = row.text(5);
    version.drafted_by = row.integer(6);
    version.drafted_at = row.time(7);
    version.decided_by = row.maybe_integer(8);
    if (!row.is_null(9)) version.decided_at = row.time(9);
    return version;
}

}  // namespace

Result<std::int64_t> add_draft(Connection& connection, const ArticleVersion& drafted) {
    auto next = connection.one(
        "SELECT COALESCE(MAX(version), 0) + 1 FROM article_versions WHERE topic = ?",
        [](const Row& row) { return row.integer(0); },
        drafted.topic
    );
    if (!next) return next.error();
    const auto number = next->value_or(1);
    auto added = connection.run(
        "INSERT INTO article_versions(topic, version, yaml, effective_on, state, note, drafted_by, "
        "drafted_at) VALUES (?, ?, ?, ?, 'draft', ?, ?, ?)",
        drafted.topic,
        number,
        drafted.yaml,
        drafted.effective_on,
        drafted.note,
        drafted.drafted_by,
        drafted.drafted_at
    );
    if (!added) return added.error();
    return number;
}

Result<std::optional<ArticleVersion>> find(
    Connection& connection, std::string_view topic, std::int64_t version
) {
    return connection.one(
        "SELECT topic, version, yaml, effective_on, state, note, drafted_by, drafted_at, "
        "decided_by, decided_at FROM article_versions WHERE topic = ? AND version = ?",
        read,
        topic,
        version
    );
}

Result<std::vector<ArticleVersion>> of_topic(Connection& connection, std::string_view topic) {
    return connection.all(
        "SELECT topic, version, yaml, effective_on, state, note, drafted_by, drafted_at, "
        "decided_by, decided_at FROM article_versions WHERE topic = ? ORDER BY version DESC",
        read,
        topic
    );
}

Result<std::vector<ArticleVersion>> drafts(Connection& connection) {
    return connection.all(
        "SELECT topic, version, yaml, effective_on, state, note, drafted_by, drafted_at, "
        "decided_by, decided_at FROM article_versions WHERE state = 'draft' "
        "ORDER BY effective_on, topic, version",
        read
    );
}

Result<void> decide(
    Connection& connection, std::string_view topic, std::int64_t version, const Decision& decision
) {
    auto decided = connection.run(
        "UPDATE article_versions SET state = ?, decided_by = ?, decided_at = ?, "
        "note = CASE WHEN ? = '' THEN note ELSE ? END, "
        "effective_on = CASE WHEN ? = '' THEN effective_on ELSE ? END "
        "WHERE topic = ? AND version = ? AND state = 'draft'",
        decision.state,
        decision.clerk,
        decision.at,
        decision.note,
        decision.note,
        decision.effective_on,
        decision.effective_on,
        topic,
        version
    );
    if (!decided) return decided.error();
    if (*decided == 0) return Error{Fault::conflict, "no draft"};
    return {};
}

Result<std::vector<ArticleVersion>> in_force(Connection& connection, std::string_view day) {
    auto begun = connection.all(
        "SELECT topic, version, yaml, effective_on, state, note, drafted_by, drafted_at, "
        "decided_by, decided_at FROM article_versions WHERE state = 'approved' "
        "AND effective_on <= ? ORDER BY topic, effective_on, version",
        read,
        day
    );
    if (!begun) return begun;
    std::vector<ArticleVersion> latest;
    for (auto& version : *begun) {
        const bool same = !latest.empty() && latest.back().topic == version.topic;
        if (same)
            latest.back() = std::move(version);
        else
            latest.push_back(std::move(version));
    }
    return latest;
}

}  // namespace storage::article_versions
