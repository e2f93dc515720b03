#include "storage/bundles.h"

namespace storage {
namespace {

// A session's JSON names the script it was advanced by.
constexpr const char* used_somewhere =
    "EXISTS (SELECT 1 FROM sessions s WHERE s.state LIKE '%\"' || bundles.digest || '\"%')";

Result<void> done(const Result<std::int64_t>& changed) {
    if (!changed) return changed.error();
    return {};
}

Bundle read_bundle(const Row& row) {
    Bundle bundle;
    bundle.digest = row.text(0);
    bundle.published_at = row.time(1);
    if (!row.is_null(2)) bundle.superseded_at = row.time(2);
    bundle.revoked = row.integer(3) != 0;
    return bundle;
}

Result<void> read_files(Connection& connection, Bundle& bundle) {
    auto files = connection.all(
        "SELECT name, text FROM bundle_files WHERE digest = ? ORDER BY name",
        [](const Row& row) {
            return BundleFile{row.text(0), row.text(1)};
        },
        bundle.digest
    );
    if (!files) return files.error();
    bundle.files = std::move(*files);
    return {};
}

Result<void> add_files(Connection& connection, const Bundle& bundle) {
    for (const auto& file : bundle.files) {
        auto added = connection.run(
            "INSERT INTO bundle_files(digest, name, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            bundle.digest,
            file.name,
            file.text
        );
        if (!added) return added.error();
    }
    return {};
}

}  // namespace

Result<void> publish_bundle(Connection& connection, const Bundle& bundle, Time now) {
    auto superseded = connection.run(
        "UPDATE bundles SET superseded_at = ? WHERE superseded_at IS NULL AND digest <> ?",
        now,
        bundle.digest
    );
    if (!superseded) return superseded.error();
    auto added = connection.run(
        "INSERT INTO bundles(digest, published_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        bundle.digest,
        now
    );
    if (!added) return added.error();
    auto returned = connection.run(
        "UPDATE bundles SET published_at = ?, superseded_at = NULL, revoked = 0 "
        "WHERE digest = ? AND superseded_at IS NOT NULL",
        now,
        bundle.digest
    );
    if (!returned) return returned.error();
    return add_files(connection, bundle);
}

Result<void> revoke_bundle(Connection& connection, std::string_view digest) {
    auto changed = connection.run(
        "UPDATE bundles SET revoked = 1 WHERE digest = ? AND superseded_at IS NOT NULL", digest
    );
    if (!changed) return changed.error();
    if (*changed == 0) return Error{Fault::not_found, "no bundle of that digest was superseded"};
    return {};
}

Result<std::optional<Bundle>> find_bundle(Connection& connection, std::string_view digest) {
    auto found = connection.one(
        "SELECT digest, published_at, superseded_at, revoked FROM bundles WHERE digest = ?",
        read_bundle,
        digest
    );
    if (!found || !*found) return found;
    if (auto files = read_files(connection, **found); !files) return files.error();
    return found;
}

Result<std::vector<Bundle>> bundles_in_use(Connection& connection) {
    const std::string sql = std::string(
                                "SELECT digest, published_at, superseded_at, revoked FROM bundles "
                                "WHERE superseded_at IS NULL OR "
                            ) +
                            used_somewhere + " ORDER BY published_at DESC, digest";
    auto found = connection.all(sql, read_bundle);
    if (!found) return found;
    for (auto& bundle : *found)
        if (auto files = read_files(connection, bundle); !files) return files.error();
    return found;
}

Result<std::int64_t> drop_unused_bundles(Connection& connection) {
    const std::string unused = std::string("superseded_at IS NOT NULL AND NOT ") + used_somewhere;
    const std::string files =
        "DELETE FROM bundle_files WHERE digest IN (SELECT digest FROM bundles "
        "WHERE " +
        unused + ")";
    if (auto dropped = done(connection.run(files)); !dropped) return dropped.error();
    return connection.run("DELETE FROM bundles WHERE " + unused);
}

Result<std::vector<StoredSession>> sessions_after(
    Connection& connection, std::int64_t after, int limit
) {
    return connection.all(
        "SELECT s.conversation_id, c.channel, c.sender, s.state FROM sessions s "
        "JOIN conversations v ON v.id = s.conversation_id JOIN contacts c ON c.id = v.contact_id "
        "WHERE s.conversation_id > ? ORDER BY s.conversation_id LIMIT ?",
        [](const Row& row) {
            return StoredSession{row.integer(0), row.text(1), row.text(2), row.text(3)};
        },
        after,
        limit
    );
}

}  // namespace storage
