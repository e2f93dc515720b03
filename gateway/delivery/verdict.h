#pragma once
#include "gateway/channels/outcome.h"
#include "gateway/delivery/breaker.h"
#include "storage/outbox.h"

#include <chrono>
#include <cstdint>
#include <string>

// What the outcome of a try means: for the part, for its provider's breaker, and in words. Pure.

namespace gateway::delivery {

// Codes of ours.
inline constexpr const char* refused_here = "refused_here";  // the call was none that may be made
inline constexpr const char* expired = "expired";

// After the last one a part that only its person's limit keeps back is `failed`, and shown to a
// clerk as such.
inline constexpr int max_attempts = 8;

// When there was no answer; an idempotent channel may be asked again.
channels::SendOutcome outcome_of(const dialogs::Error& error, bool idempotent);

// For the channel's log.
std::string words_of(const channels::SendOutcome& outcome);

// The same where it speaks against the provider or our standing with it; empty where it does not.
std::string complaint_of(const channels::SendOutcome& outcome);

// What the outbox keeps; `noise` spreads what is tried again.
storage::SendResult result_of(
    const storage::OutboxPart& part,
    const channels::SendOutcome& outcome,
    dialogs::Time now,
    std::uint32_t noise
);

// What it tells of the provider.
void judge(Breaker& breaker, const channels::SendOutcome& outcome, dialogs::Time now);

// How long to wait before try number `attempts` + 1: 2 s, 4 s, … at most ten minutes, and up to a
// quarter less, so that a thousand messages of one outage do not come back in step.
std::chrono::milliseconds backoff(int attempts, std::uint32_t noise);

}  // namespace gateway::delivery
