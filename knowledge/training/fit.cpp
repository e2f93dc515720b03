#include "knowledge/training/fit.h"

#include "knowledge/ranking/classifier.h"
#include "knowledge/training/asking.h"
#include "knowledge/training/descent.h"
#include "knowledge/training/hear.h"
#include "knowledge/training/logistic.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace knowledge {
namespace {

// Chosen on the texts that are trained on, by leaving a quarter of those out in turn.
constexpr std::array<float, groups> group_weights = {1.0F, 0.5F, 0.5F};
constexpr std::size_t fewest_texts = 5;  // a feature seen in fewer texts is noise
constexpr double rarity_damping = 0.5;
// 9 MiB. With 48 units of 12 MiB it hears as much; with half the buckets it misses a tenth more.
constexpr NetworkSize network_size{1U << 18U, 36};

using Texts = std::vector<std::vector<Feature>>;

void choose_features(const Texts& texts, Model& model) {
    std::vector<std::uint32_t> seen;  // each id once a text: sorted, a tenth of what a map takes
    for (const auto& text : texts) {
        for (const auto& feature : text)
            seen.push_back(feature.id);
    }
    std::sort(seen.begin(), seen.end());
    for (auto id = seen.begin(); id != seen.end();) {
        const auto next = std::upper_bound(id, seen.end(), *id);
        const auto count = static_cast<std::size_t>(next - id);
        if (count >= fewest_texts) {
            const double share = static_cast<double>(texts.size()) / static_cast<double>(count);
            model.ids.push_back(*id);
            model.rarity.push_back(static_cast<float>(std::pow(std::log(share) + 1, rarity_damping))
            );
        }
        id = next;
    }
}

// `weights` as learn_logistic gives them, in eight bits.
void store(const std::vector<float>& weights, Model& model) {
    const auto features = model.ids.size();
    const auto classes = model.classes.size();
    std::vector<std::int8_t> kept(features * classes);
    for (std::size_t i = 0; i < classes; ++i) {
        float largest = 1e-9F;
        for (std::size_t row = 0; row < features; ++row)
            largest = std::max(largest, std::abs(weights[row * classes + i]));
        model.classes[i].scale = largest / 127;
        model.classes[i].bias = weights[features * classes + i];
        for (std::size_t row = 0; row < features; ++row) {
            const float units = std::round(weights[row * classes + i] / largest * 127);
            kept[row * classes + i] = static_cast<std::int8_t>(units);
        }
    }
    model.weights = Weights(std::move(kept));
}

std::size_t class_named(const Model& model, std::string_view name) {
    const auto at = std::ranges::find(model.classes, name, &Model::Class::name);
    return static_cast<std::size_t>(at - model.classes.begin());
}

// What a danger asks (低保能办不) is no danger without what it tells.
std::string asked_alone(const Phrasing& phrasing) {
    return phrasing.topic == emergency_topic ? std::string() : asking_clauses(phrasing.text);
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
    std::vector<std::size_t> labels;
    for (const auto& phrasing : phrasings) {
        const auto known = number.emplace(phrasing.topic, number.size());
        if (known.second) model.classes.push_back({phrasing.topic, 0, 0});
        texts.push_back(features(phrasing.text, vocabulary));
        labels.push_back(known.first->second);
        const auto asked = asked_alone(phrasing);
        if (asked.empty()) continue;
        texts.push_back(features(asked, vocabulary));
        labels.push_back(labels.back());
    }
    choose_features(texts, model);
    std::vector<Example> examples;
    for (std::size_t i = 0; i < texts.size(); ++i)
        examples.push_back({terms_of(model, texts[i]), labels[i]});
    store(learn_logistic(examples, model.ids.size(), model.classes.size()), model);
    const Watched watched{class_named(model, emergency_topic), class_named(model, child_topic)};
    if (watched.danger < model.classes.size())
        model.network = learn_network(examples, model.classes.size(), watched, network_size);
    return model;
}

}  // namespace knowledge
