#pragma once
#include "gateway/cli/recording.h"
#include "gateway/cli/side.h"

#include <cstdint>
#include <vector>

// What two scripts say to the same conversation.

namespace gateway::cli {

struct Tally {
    int conversations = 0;
    int messages = 0;
    int changed = 0;
    int otherwise = 0;  // the old script does not say what was recorded either
};

// Plays it on both sides, `before` being the script in force; prints every reply that changes, and
// what comes by itself otherwise than it did.
void compare(
    std::int64_t conversation,
    const std::vector<Exchange>& exchanges,
    const Side& before,
    const Side& after,
    Tally& tally
);

}  // namespace gateway::cli
