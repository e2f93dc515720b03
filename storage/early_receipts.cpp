#include "storage/early_receipts.h"

namespace storage::early_receipts {
namespace {

Result<void> forget(Connection& connection, std::string_view channel, Time now) {
    auto aged = connection.run("DELETE FROM early_receipts WHERE received_at < ?", now - kept_for);
    if (!aged) return aged.error();
    auto surplus = connection.run(
        "DELETE FROM early_receipts WHERE channel = ? AND id <= (SELECT id FROM early_receipts "
        "WHERE channel = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
        channel,
        channel,
        most
    );
    if (!surplus) return surplus.error();
    return {};
}

}  // namespace

Result<void> keep(Connection& connection, const Early& early, Time now) {
    const auto& mark = early.mark;
    auto kept = connection.run(
        "INSERT INTO early_receipts(channel, provider_id, state, code, opted_out, received_at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (channel, provider_id) DO UPDATE SET "
        "state = excluded.state, code = excluded.code, opted_out = excluded.opted_out WHERE "
        "CASE early_receipts.state WHEN 'sent' THEN 1 WHEN 'failed' THEN 2 ELSE 3 END < "
        "CASE excluded.state WHEN 'sent' THEN 1 WHEN 'failed' THEN 2 ELSE 3 END",
        mark.channel,
        mark.provider_id,
        mark.state,
        mark.code,
        early.opted_out,
        now
    );
    if (!kept) return kept.error();
    return forget(connection, mark.channel, now);
}

Result<std::optional<Early>> take(
    Connection& connection, std::string_view channel, std::string_view provider_id
) {
    return connection.one(
        "DELETE FROM early_receipts WHERE channel = ? AND provider_id = ? "
        "RETURNING channel, provider_id, state, code, opted_out",
        [](const Row& row) {
            Early early;
            early.mark.channel = row.text(0);
            early.mark.provider_id = row.text(1);
            early.mark.state = row.text(2);
            early.mark.code = row.text(3);
            early.opted_out = row.integer(4) != 0;
            return early;
        },
        channel,
        provider_id
    );
}

}  // namespace storage::early_receipts
