#pragma once
#include "dialogs/result.h"
#include "knowledge/evaluation.h"

#include <map>
#include <string>
#include <vector>

// What an evaluation came to, kept beside the texts, so that a change that makes it worse is seen.

namespace knowledge {

// Percent by name: first, first_or_acceptable, third, third_or_acceptable, declined,
// off_topic_declined, emergencies_caught, false_alarms.
using Scores = std::map<std::string, double>;

Scores scores_of(const Evaluation& evaluation);

// YAML, a line a score: `first: 82.31`.
dialogs::Result<Scores> read_scores(const std::string& file);
std::string write_scores(const Scores& scores);

// "first is 80.00 %, was 82.31 %" for each score worse than before by more than a rounding.
std::vector<std::string> worse(const Scores& now, const Scores& before);

}  // namespace knowledge
