#pragma once
#include "knowledge/ranking/model.h"

#include <utility>
#include <vector>

namespace knowledge {

// The terms of a question, every group scaled to its weight, so that length does not matter.
std::vector<Term> terms_of(const Model& model, const std::vector<Feature>& features);

// Which class a question is of. Linear: one score a class, above 0 where "this class" is likelier
// than "any other". The network beside it is asked where a class is worth a second opinion.
class Classifier {
public:
    explicit Classifier(Model model);

    const std::vector<Model::Class>& classes() const { return model_.classes; }
    const Vocabulary& vocabulary() const { return vocabulary_; }

    std::vector<Term> terms(const std::vector<Feature>& features) const {
        return terms_of(model_, features);
    }

    // In the order of classes().
    std::vector<double> scores(const std::vector<Term>& terms) const;

    // ln(p / (1 - p)) of one of the classes, by the network.
    double second_opinion(const std::vector<Term>& terms, std::size_t number) const {
        return log_odds(model_.network, terms, number);
    }

private:
    Model model_;
    Vocabulary vocabulary_;
};

}  // namespace knowledge
