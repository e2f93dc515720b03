#pragma once
#include "knowledge/ranker.h"

#include <string>
#include <string_view>

// The danger in a message: what the rules of alarm.h see, and what only the classifier and the
// network hear.

namespace knowledge {

// From here on it only may be one, and the answer is told with a word about 110 and 120 before it.
inline constexpr double perhaps_danger_from = 0.04;

// The topic of a danger that the rules see, or that the ranking tells likely enough; empty if there
// is none.
std::string heard_danger(std::string_view question, const Ranking& ranking);

// How likely it may be one, alarm or not. Few words (不知道, 我不说) must say more.
double suspected_danger(std::string_view question, const Ranking& ranking);

// Whether that is enough for a word about 110 and 120.
bool may_be_danger(std::string_view question, const Ranking& ranking);

}  // namespace knowledge
