#include "storage/migrate.h"

#include <sodium.h>

#include <map>

namespace storage {
namespace {

std::string checksum(std::string_view text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(
        digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size()
    );
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

std::string with_id_type(std::string sql, std::string_view id_type) {
    constexpr std::string_view mark = "{id}";
    for (auto at = sql.find(mark); at != std::string::npos; at = sql.find(mark, at)) {
        sql.replace(at, mark.size(), id_type);
    }
    return sql;
}

Result<void> apply(Connection& connection, const Migration& step, std::string_view id_type) {
    if (auto done = connection.script("BEGIN IMMEDIATE"); !done) return done;
    auto changed = connection.script(with_id_type(step.sql, id_type));
    if (changed) {
        auto noted = connection.run(
            "INSERT INTO migrations(name, checksum) VALUES (?, ?)", step.name, checksum(step.sql)
        );
        if (noted) return connection.script("COMMIT");
        changed = noted.error();
    }
    (void)connection.script("ROLLBACK");
    return Error{changed.error().fault, "migration " + step.name + ": " + changed.error().detail};
}

}  // namespace

Result<void> migrate(
    Connection& connection, const std::vector<Migration>& steps, std::string_view id_type
) {
    auto ready = connection.script(
        "CREATE TABLE IF NOT EXISTS migrations(name TEXT PRIMARY KEY, checksum TEXT NOT NULL)"
    );
    if (!ready) return ready;
    auto rows = connection.all("SELECT name, checksum FROM migrations", [](const Row& row) {
        return std::pair(row.text(0), row.text(1));
    });
    if (!rows) return rows.error();
    std::map<std::string, std::string> applied(rows->begin(), rows->end());

    for (const auto& step : steps) {
        auto known = applied.extract(step.name);
        if (known.empty()) {
            if (auto done = apply(connection, step, id_type); !done) return done;
        } else if (known.mapped() != checksum(step.sql)) {
            return Error{
                Fault::malformed, "migration " + step.name + " was applied with another text"};
        }
    }
    if (!applied.empty()) {
        return Error{
            Fault::malformed,
            "the database is newer than this program: it has " + applied.begin()->first};
    }
    return {};
}

}  // namespace storage
