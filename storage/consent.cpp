#include "storage/consent.h"

namespace storage {

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
