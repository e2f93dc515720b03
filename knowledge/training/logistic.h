#pragma once
#include "knowledge/ranking/classifier.h"

#include <cstddef>
#include <vector>

namespace knowledge {

// A text that is learnt: its terms, and the class it belongs to.
struct Example {
    std::vector<Term> terms;
    std::size_t label;
};

// One logistic regression a class, "this class" against all others, as liblinear's dual solver
// (Yu, Huang and Lin, 2011) learns them, but all classes of a text at once: its terms are fetched
// from memory once and not once a class, which is a tenth of the time. The same examples always
// give the same weights: [row * classes + class], after the last feature's row that of the bias.
std::vector<float> learn_logistic(
    const std::vector<Example>& examples, std::size_t features, std::size_t classes
);

}  // namespace knowledge
