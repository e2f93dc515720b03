#include "storage/audit.h"

#include <sodium.h>

#include <array>
#include <limits>
#include <vector>

namespace storage::audit {
namespace {

struct Link {
    std::int64_t seq = 0;
    std::string hash;  // of the row `seq`; empty before the first
};

struct Kept {
    Link link;
    std::string prev_hash;
    AuditEntry entry;
};

// SHA-256 over seq, prev_hash, at, actor, action, object, detail, each written as
// `length ":" bytes`, so that no two entries give the same bytes.
std::string hash_of(std::int64_t seq, std::string_view prev_hash, const AuditEntry& entry) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    const auto add = [&state](std::string_view field) {
        const std::string framed = std::to_string(field.size()) + ":" + std::string(field);
        crypto_hash_sha256_update(
            &state, reinterpret_cast<const unsigned char*>(framed.data()), framed.size()
        );
    };
    add(std::to_string(seq));
    add(prev_hash);
    add(std::to_string(entry.at.time_since_epoch().count()));
    add(entry.actor);
    add(entry.action);
    add(entry.object);
    add(entry.detail);

    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(&state, digest.data());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

Kept read_kept(const Row& row) {
    Kept kept;
    kept.link = {row.integer(0), row.text(7)};
    kept.entry = {row.time(1), row.text(2), row.text(3), row.text(4), row.text(5)};
    kept.prev_hash = row.text(6);
    return kept;
}

bool fits(const Kept& row, const Link& last) {
    return row.link.seq == last.seq + 1 && row.prev_hash == last.hash &&
           row.link.hash == hash_of(row.link.seq, row.prev_hash, row.entry);
}

}  // namespace

Result<void> append(Connection& connection, const AuditEntry& entry) {
    auto last =
        connection.one("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", [](const Row& row) {
            return Link{row.integer(0), row.text(1)};
        });
    if (!last) return last.error();
    const Link head = last->value_or(Link{});
    const std::int64_t seq = head.seq + 1;
    auto added = connection.run(
        "INSERT INTO audit(seq, at, actor, action, object, detail, prev_hash, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        seq,
        entry.at,
        entry.actor,
        entry.action,
        entry.object,
        entry.detail,
        head.hash,
        hash_of(seq, head.hash, entry)
    );
    if (!added) return added.error();
    return {};
}

Result<Verdict> verify(Connection& connection, std::string_view head) {
    constexpr int page = 1000;
    Verdict verdict;
    verdict.knows_head = head.empty();
    Link last;
    std::int64_t seen = std::numeric_limits<std::int64_t>::min();  // a row numbered 0 shows, too
    for (;;) {
        auto rows = connection.all(
            "SELECT seq, at, actor, action, object, detail, prev_hash, hash FROM audit "
            "WHERE seq > ? ORDER BY seq LIMIT ?",
            read_kept,
            seen,
            page
        );
        if (!rows) return rows.error();
        for (const auto& row : *rows) {
            if (!fits(row, last)) {
                verdict.broken_at = row.link.seq;
                return verdict;
            }
            last = row.link;
            seen = last.seq;
            verdict.head = last.hash;
            verdict.knows_head = verdict.knows_head || last.hash == head;
            ++verdict.rows;
        }
        if (rows->size() < page) break;
    }
    return verdict;
}

}  // namespace storage::audit
