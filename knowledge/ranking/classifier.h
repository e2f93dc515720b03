#pragma once
#include "knowledge/ranking/model.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace knowledge {

// A term of a question that the model knows, weighed: `row` counts the model's features.
struct Term {
    std::size_t row;
    float weight;
};

// The terms of a question, every group scaled to its weight, so that length does not matter.
std::vector<Term> terms_of(const Model& model, const std::vector<Feature>& features);

// A linear classifier: one score a class, above 0 where "this class" is likelier than "any other".
class Classifier {
public:
    explicit Classifier(Model model);

    const std::vector<Model::Class>& classes() const { return model_.classes; }
    const Vocabulary& vocabulary() const { return vocabulary_; }

    // In the order of classes().
    std::vector<double> scores(const std::vector<Feature>& features) const;

private:
    Model model_;
    Vocabulary vocabulary_;
};

}  // namespace knowledge
