#pragma once
#include "knowledge/ranking/corpus.h"
#include "knowledge/ranking/model.h"

#include <string>
#include <vector>

namespace knowledge {

// Learns a model from phrasings: their features, weighed by rarity, logistic.h's weights in
// eight bits and, where a topic is danger, descent.h's network. The same texts always give the same
// bytes.
Model fit(const std::vector<Phrasing>& phrasings, const std::string& lexicon);

}  // namespace knowledge
