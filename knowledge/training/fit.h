#pragma once
#include "knowledge/ranking/corpus.h"
#include "knowledge/ranking/model.h"

#include <string>
#include <vector>

namespace knowledge {

// Learns a model from phrasings with liblinear: logistic regression and a squared-hinge support
// vector machine, one class against the rest, added up. The same texts always give the same bytes.
Model fit(const std::vector<Phrasing>& phrasings, const std::string& lexicon);

}  // namespace knowledge
