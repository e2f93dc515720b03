#include "storage/applications.h"

namespace storage::applications {
namespace {

std::string select(std::string_view where) {
    std::string sql =
        "SELECT id, receipt_no, item, name_sealed, id_no_sealed, id_last4_hash, id_index, "
        "phone_sealed, area, stage, stage_text, updated_on, supplement, external_no, "
        "wrong_attempts FROM applications WHERE ";
    return sql += where;
}

// Reads what `select` asks for.
Application read_application(const Row& row) {
    Application found;
    found.id = row.integer(0);
    found.receipt_no = row.text(1);
    found.item = row.text(2);
    found.name_sealed = row.text(3);
    found.id_no_sealed = row.text(4);
    found.id_last4_hash = row.text(5);
    found.id_index = row.text(6);
    found.phone_sealed = row.text(7);
    found.area = row.text(8);
    found.stage = row.text(9);
    found.stage_text = row.text(10);
    found.updated_on = row.text(11);
    found.supplement = row.text(12);
    found.external_no = row.text(13);
    found.wrong_attempts = static_cast<int>(row.integer(14));
    return found;
}

}  // namespace

Result<std::optional<Application>> find(Connection& connection, std::int64_t id) {
    return connection.one(select("id = ?"), read_application, id);
}

Result<std::optional<Application>> find_by_receipt(Connection& connection, std::string_view no) {
    return connection.one(select("receipt_no = ?"), read_application, no);
}

Result<std::optional<Application>> find_by_external(Connection& connection, std::string_view no) {
    return connection.one(select("external_no = ? AND external_no <> ''"), read_application, no);
}

Result<std::int64_t> add(Connection& connection, const Application& application, Time now) {
    auto id = connection.one(
        "INSERT INTO applications(receipt_no, item, name_sealed, id_no_sealed, id_last4_hash, "
        "id_index, phone_sealed, area, stage, stage_text, updated_on, supplement, external_no, "
        "imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        [](const Row& row) { return row.integer(0); },
        application.receipt_no,
        application.item,
        application.name_sealed,
        application.id_no_sealed,
        application.id_last4_hash,
        application.id_index,
        application.phone_sealed,
        application.area,
        application.stage,
        application.stage_text,
        application.updated_on,
        application.supplement,
        application.external_no,
        now
    );
    if (!id) return id.error();
    if (!*id) return Error{Fault::unavailable, "no application was added"};
    return **id;
}

Result<void> replace(Connection& connection, const Application& application, Time now) {
    auto rows = connection.run(
        "UPDATE applications SET item = ?, name_sealed = ?, id_no_sealed = ?, id_last4_hash = ?, "
        "id_index = ?, phone_sealed = ?, area = ?, stage = ?, stage_text = ?, updated_on = ?, "
        "supplement = ?, external_no = ?, imported_at = ? WHERE id = ?",
        application.item,
        application.name_sealed,
        application.id_no_sealed,
        application.id_last4_hash,
        application.id_index,
        application.phone_sealed,
        application.area,
        application.stage,
        application.stage_text,
        application.updated_on,
        application.supplement,
        application.external_no,
        now,
        application.id
    );
    if (!rows) return rows.error();
    if (*rows == 0) return Error{Fault::not_found, "no such application"};
    return {};
}

Result<void> count_wrong(Connection& connection, std::int64_t id, int wrong) {
    auto rows = connection.run(
        "UPDATE applications SET wrong_attempts = wrong_attempts + ? WHERE id = ?", wrong, id
    );
    if (!rows) return rows.error();
    return {};
}

Result<void> verify(Connection& connection, const VerifiedRelation& relation) {
    auto rows = connection.run(
        "INSERT INTO verified_relations(channel, sender, application_id, relation, verified_at, "
        "expires_at) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (channel, sender, application_id) DO UPDATE SET "
        "relation = excluded.relation, verified_at = excluded.verified_at, "
        "expires_at = excluded.expires_at",
        relation.channel,
        relation.sender,
        relation.application_id,
        relation.relation,
        relation.verified_at,
        relation.expires_at
    );
    if (!rows) return rows.error();
    return {};
}

Result<bool> is_verified(
    Connection& connection,
    std::string_view channel,
    std::string_view sender,
    std::int64_t application_id,
    Time now
) {
    auto found = connection.one(
        "SELECT 1 FROM verified_relations WHERE channel = ? AND sender = ? "
        "AND application_id = ? AND expires_at > ?",
        [](const Row&) { return true; },
        channel,
        sender,
        application_id,
        now
    );
    if (!found) return found.error();
    return found->has_value();
}

Result<std::optional<Application>> verified_last(
    Connection& connection, std::string_view channel, std::string_view sender, Time now
) {
    auto id = connection.one(
        "SELECT application_id FROM verified_relations WHERE channel = ? AND sender = ? "
        "AND expires_at > ? ORDER BY verified_at DESC, application_id DESC LIMIT 1",
        [](const Row& row) { return row.integer(0); },
        channel,
        sender,
        now
    );
    if (!id) return id.error();
    if (!*id) return std::optional<Application>();
    return find(connection, **id);
}

}  // namespace storage::applications
