#include "storage/inbox.h"

namespace storage {

Result<std::optional<Delivery>> find_delivery(
    Connection& connection, std::string_view channel, std::string_view external_id
) {
    return connection.one(
        "SELECT channel, external_id, message_id, answer_status, answer_type, answer, received_at "
        "FROM inbox "
        "WHERE channel = ? AND external_id = ?",
        [](const Row& row) {
            const Answer answer{static_cast<int>(row.integer(3)), row.text(4), row.text(5)};
            return Delivery{row.text(0), row.text(1), row.integer(2), answer, row.time(6)};
        },
        channel,
        external_id
    );
}

Result<void> keep_delivery(Connection& connection, const Delivery& delivery) {
    auto kept = connection.run(
        "INSERT INTO inbox(channel, external_id, message_id, answer_status, answer_type, answer, "
        "received_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        delivery.channel,
        delivery.external_id,
        delivery.message,
        delivery.answer.status,
        delivery.answer.type,
        delivery.answer.body,
        delivery.received_at
    );
    if (!kept) return kept.error();
    if (*kept == 0) return Error{Fault::conflict, "delivered before"};
    return {};
}

Result<void> change_answer(
    Connection& connection,
    std::string_view channel,
    std::string_view external_id,
    const Answer& answer
) {
    auto changed = connection.run(
        "UPDATE inbox SET answer_status = ?, answer_type = ?, answer = ? "
        "WHERE channel = ? AND external_id = ?",
        answer.status,
        answer.type,
        answer.body,
        channel,
        external_id
    );
    if (!changed) return changed.error();
    return {};
}

}  // namespace storage
