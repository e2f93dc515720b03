#include "storage/consent.h"

namespace storage {

Result<void> set_consent(
    Connection& connection, std::int64_t contact, const dialogs::Consent& consent
) {
    auto done = connection.run(
        "UPDATE contacts SET opted_out = ?, answers_stopped = ? WHERE id = ?",
        !consent.notices,
        !consent.answers,
        contact
    );
    if (!done) return done.error();
    return {};
}

Result<bool> stop_notices(Connection& connection, std::int64_t conversation) {
    auto done = connection.run(
        "UPDATE contacts SET opted_out = 1 WHERE opted_out = 0 AND id = "
        "(SELECT contact_id FROM conversations WHERE id = ?)",
        conversation
    );
    if (!done) return done.error();
    return *done == 1;
}

}  // namespace storage
