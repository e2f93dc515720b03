#include "knowledge/training/fit.h"

#include "knowledge/ranking/classifier.h"
#include "knowledge/training/asking.h"
#include "knowledge/training/hear.h"

#include <linear.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

namespace knowledge {
namespace {

// Chosen on the texts that are trained on, by leaving a quarter of those out in turn.
constexpr std::array<float, groups> group_weights = {1.0F, 0.5F, 0.5F};
constexpr std::size_t fewest_texts = 5;  // a feature seen in fewer texts is noise
constexpr double rarity_damping = 0.5;
constexpr double logistic_cost = 40, hinge_cost = 2;

using Texts = std::vector<std::vector<Feature>>;

void choose_features(const Texts& texts, Model& model) {
    std::map<std::uint32_t, std::size_t> holding;
    for (const auto& text : texts) {
        for (const auto& feature : text)
            ++holding[feature.id];
    }
    for (const auto& [id, count] : holding) {
        if (count < fewest_texts) continue;
        const double share = static_cast<double>(texts.size()) / static_cast<double>(count);
        model.ids.push_back(id);
        model.rarity.push_back(static_cast<float>(std::pow(std::log(share) + 1, rarity_damping)));
    }
}

// liblinear's view: rows of (column from 1, value), ended by column -1; the last column is the
// bias.
struct Problem {
    std::vector<std::vector<feature_node>> rows;
    std::vector<feature_node*> starts;
    std::vector<double> labels;
    problem view{};
};

void describe(
    const Texts& texts, const std::vector<double>& labels, const Model& model, Problem& out
) {
    const int bias = static_cast<int>(model.ids.size()) + 1;
    for (const auto& text : texts) {
        auto& row = out.rows.emplace_back();
        for (const auto& term : terms_of(model, text))
            row.push_back({static_cast<int>(term.row) + 1, double{term.weight}});
        row.push_back({bias, 1.0});
        row.push_back({-1, 0});
    }
    for (auto& row : out.rows)
        out.starts.push_back(row.data());
    out.labels = labels;
    out.view.l = static_cast<int>(texts.size());
    out.view.n = bias;
    out.view.y = out.labels.data();
    out.view.x = out.starts.data();
    out.view.bias = -1;
}

// Adds the weights of one solver's classifier to `weights`, [class][column].
void learn(
    const Problem& texts, int solver, double cost, std::vector<std::vector<double>>& weights
) {
    parameter how{};
    how.solver_type = solver;
    how.C = cost;
    how.eps = 1;  // 0.1 takes twice as long and ranks no better
    const auto free_model = [](model* m) { free_and_destroy_model(&m); };
    const std::unique_ptr<model, decltype(free_model)> learnt(train(&texts.view, &how), free_model);
    const auto classes = static_cast<std::size_t>(learnt->nr_class);
    for (std::size_t i = 0; i < classes; ++i) {
        auto& row = weights[static_cast<std::size_t>(learnt->label[i])];
        for (std::size_t column = 0; column < row.size(); ++column)
            row[column] += learnt->w[column * classes + i];
    }
}

void store(const std::vector<std::vector<double>>& weights, Model& model) {
    const auto features = model.ids.size();
    const auto classes = model.classes.size();
    std::vector<std::int8_t> kept(features * classes);
    for (std::size_t i = 0; i < classes; ++i) {
        double largest = 1e-9;
        for (std::size_t row = 0; row < features; ++row)
            largest = std::max(largest, std::abs(weights[i][row]));
        model.classes[i].scale = static_cast<float>(largest / 127);
        model.classes[i].bias = static_cast<float>(weights[i][features]);
        for (std::size_t row = 0; row < features; ++row) {
            const double units = std::round(weights[i][row] / largest * 127);
            kept[row * classes + i] = static_cast<std::int8_t>(units);
        }
    }
    own_weights(model, std::move(kept));
}

}  // namespace

Model fit(const std::vector<Phrasing>& phrasings, const std::string& lexicon) {
    Model model;
    model.group_weights = group_weights;
    model.lexicon = lexicon;
    model.sounds = hear_characters();
    const Vocabulary vocabulary(lexicon, model.sounds);
    Texts texts;
    std::map<std::string, std::size_t> number;
    std::vector<double> labels;
    for (const auto& phrasing : phrasings) {
        const auto known = number.emplace(phrasing.topic, number.size());
        if (known.second) model.classes.push_back({phrasing.topic, 0, 0});
        texts.push_back(features(phrasing.text, vocabulary));
        labels.push_back(static_cast<double>(known.first->second));
        const auto asked = asking_clauses(phrasing.text);
        if (asked.empty()) continue;
        texts.push_back(features(asked, vocabulary));
        labels.push_back(labels.back());
    }
    choose_features(texts, model);
    Problem problem;
    describe(texts, labels, model, problem);
    set_print_string_function([](const char*) {});
    std::vector<std::vector<double>> weights(
        model.classes.size(), std::vector<double>(model.ids.size() + 1)
    );
    learn(problem, L2R_LR_DUAL, logistic_cost, weights);
    learn(problem, L2R_L2LOSS_SVC_DUAL, hinge_cost, weights);
    store(weights, model);
    return model;
}

}  // namespace knowledge
