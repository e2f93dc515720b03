#pragma once
#include "dialogs/consent.h"
#include "storage/database.h"

#include <cstdint>

namespace storage {

// What the person says himself.
Result<void> set_consent(
    Connection& connection, std::int64_t contact, const dialogs::Consent& consent
);

// The person of that conversation wants no more notices; answers to what he asks are another
// thing. True when he did not say so before.
Result<bool> stop_notices(Connection& connection, std::int64_t conversation);

}  // namespace storage
