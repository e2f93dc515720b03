#pragma once
#include "knowledge/article.h"
#include "knowledge/ranker.h"

#include <string>
#include <string_view>
#include <vector>

// The danger in a message: what the rules of alarm.h see, and what only the classifier hears.

namespace knowledge {

// From this likelihood the classifier's word alone is an alarm in the midst of something else: a
// complaint of an old blow is full of the same words.
inline constexpr double danger_for_sure = 0.55;
// From here on it only may be one, and the answer is told with a word about 110 and 120 before it.
inline constexpr double perhaps_danger_from = 0.06;

// The topic of a danger that the rules see, or that the classifier is sure of; empty if there is
// none.
std::string heard_danger(
    std::string_view question, const Ranking& ranking, const std::vector<Article>& articles
);

// How likely it may be one, alarm or not. Few words (不知道, 我不说) must say more.
double suspected_danger(
    std::string_view question, const Ranking& ranking, const std::vector<Article>& articles
);

}  // namespace knowledge
