#include "knowledge/ranking/classifier.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace knowledge {

std::vector<Term> terms_of(const Model& model, const std::vector<Feature>& features) {
    std::vector<Term> terms;
    std::vector<Group> group_of;
    std::array<double, groups> squares{};
    auto from = model.ids.begin();
    for (const auto& feature : features) {
        from = std::lower_bound(from, model.ids.end(), feature.id);
        if (from == model.ids.end()) break;
        if (*from != feature.id) continue;
        const auto row = static_cast<std::size_t>(from - model.ids.begin());
        const float weight = feature.value * model.rarity[row];
        terms.push_back({row, weight});
        group_of.push_back(feature.group);
        squares[static_cast<std::size_t>(feature.group)] += double{weight} * double{weight};
    }
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const auto group = static_cast<std::size_t>(group_of[i]);
        terms[i].weight *=
            model.group_weights[group] / static_cast<float>(std::sqrt(squares[group]));
    }
    return terms;
}

Classifier::Classifier(Model model)
    : model_(std::move(model)), vocabulary_(model_.lexicon, model_.sounds) {}

std::vector<double> Classifier::scores(const std::vector<Term>& terms) const {
    const auto classes = model_.classes.size();
    std::vector<float> sums(classes);
    for (const auto& term : terms) {
        const auto* weights = model_.weights.data() + term.row * classes;
        for (std::size_t i = 0; i < classes; ++i)
            sums[i] += term.weight * static_cast<float>(weights[i]);
    }
    std::vector<double> scores(classes);
    for (std::size_t i = 0; i < classes; ++i) {
        const auto& entry = model_.classes[i];
        scores[i] = static_cast<double>(sums[i] * entry.scale + entry.bias);
    }
    return scores;
}

}  // namespace knowledge
