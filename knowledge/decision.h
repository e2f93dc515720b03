#pragma once
#include "dialogs/input.h"
#include "knowledge/ranker.h"

namespace knowledge {

// What may be done with a ranking: answer with its first candidate, offer the first three, or admit
// that there is no answer. Never Outcome::emergency.
dialogs::Outcome decide(const Ranking& ranking);

inline constexpr std::size_t most_choices = 3;

}  // namespace knowledge
