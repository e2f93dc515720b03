#include "knowledge/ranking/lexical.h"

#include <cmath>
#include <numeric>

namespace knowledge {
namespace {

// The usual constants of BM25; the length normalisation is weak, because long articles are no
// worse.
constexpr double saturation = 1.2;
constexpr double length_influence = 0.75;

}  // namespace

void LexicalIndex::add(
    std::size_t article, std::string_view text, float weight, const Vocabulary& vocabulary
) {
    if (lengths_.size() <= article) lengths_.resize(article + 1);
    for (const auto& feature : features(text, vocabulary)) {
        if (feature.group != Group::letters) continue;
        auto& list = postings_[feature.id];
        if (list.empty() || list.back().article != article) list.push_back({article, 0});
        list.back().count += feature.value * weight;
        lengths_[article] += double{feature.value * weight};
    }
}

void LexicalIndex::finish() {
    const auto count = static_cast<double>(lengths_.size());
    const double mean =
        std::accumulate(lengths_.begin(), lengths_.end(), 0.0) / std::max(count, 1.0);
    for (auto& [id, list] : postings_) {
        const auto holding = static_cast<double>(list.size());
        const double rarity = std::log(1 + (count - holding + 0.5) / (holding + 0.5));
        for (auto& posting : list) {
            const double length = lengths_[posting.article] / mean;
            const double damped = saturation * (1 - length_influence + length_influence * length);
            const double times = double{posting.count};
            posting.count =
                static_cast<float>(rarity * times * (saturation + 1) / (times + damped));
        }
    }
}

std::vector<double> LexicalIndex::scores(const std::vector<Feature>& question) const {
    std::vector<double> scores(lengths_.size());
    std::size_t terms = 0;
    for (const auto& feature : question) {
        if (feature.group != Group::letters) continue;
        ++terms;
        const auto list = postings_.find(feature.id);
        if (list == postings_.end()) continue;
        for (const auto& posting : list->second)
            scores[posting.article] += double{posting.count};
    }
    for (auto& score : scores)
        score /= std::sqrt(static_cast<double>(std::max<std::size_t>(terms, 1)));
    return scores;
}

}  // namespace knowledge
