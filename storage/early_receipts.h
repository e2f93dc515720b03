#pragma once
#include "storage/outbox.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// Receipts that came before anybody knew which part they are of: their provider names it by an id
// that only its answer to the sending call tells us, and that is still on its way.

namespace storage::early_receipts {

struct Early {
    ReceiptMark mark;  // by the provider's id
    bool opted_out = false;
};

// No call is answered as late as this.
inline constexpr std::chrono::hours kept_for{24};
// Of one channel; more can only be of messages that are not ours.
inline constexpr int most = 1000;

// Where there is one of this part, the one that says more stays: sent < failed < delivered.
// Forgets what is too old or too much.
Result<void> keep(Connection& connection, const Early& early, Time now);

// What was told of the part that is known by this id now; it is told once.
Result<std::optional<Early>> take(
    Connection& connection, std::string_view channel, std::string_view provider_id
);

}  // namespace storage::early_receipts
