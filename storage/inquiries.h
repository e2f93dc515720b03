#pragma once
#include "storage/outbox.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// Parts of which nobody knows whether they left, while their provider is asked about them.

namespace storage::inquiries {

struct Inquiry {
    OutboxPart part;
    Time tried_at{};  // when it was handed to the provider
    int asked = 0;    // how often the provider was asked since
};

// Those of a channel that are to be asked about by now, the longest due first.
Result<std::vector<Inquiry>> due(
    Connection& connection, std::string_view channel, Time now, int limit
);

// Asked once more and told nothing: again at `next`, or never.
Result<void> learnt_nothing(Connection& connection, std::int64_t part, std::optional<Time> next);

}  // namespace storage::inquiries
