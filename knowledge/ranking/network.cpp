#include "knowledge/ranking/network.h"

#include <algorithm>
#include <cmath>

namespace knowledge {
namespace {

constexpr double surest = 15;  // of log odds: beyond it lies only rounding

// Most units are at rest for any one text.
std::vector<float> units_for(const Network& network, const std::vector<Term>& terms) {
    const auto count = network.units.size();
    std::vector<float> sums(count);
    for (const auto& term : terms) {
        const auto* row = network.rows.data() + bucket_of(term.row, network.buckets) * count;
        for (std::size_t i = 0; i < count; ++i)
            sums[i] += term.weight * static_cast<float>(row[i]);
    }
    for (std::size_t i = 0; i < count; ++i)
        sums[i] = std::max(0.0F, sums[i] * network.units[i].scale + network.units[i].bias);
    return sums;
}

}  // namespace

std::size_t bucket_of(std::size_t row, std::uint32_t buckets) {
    constexpr std::uint32_t golden = 2654435761U;  // 2^32 by the golden ratio
    return ((static_cast<std::uint32_t>(row) * golden) >> 8U) % buckets;
}

double log_odds(const Network& network, const std::vector<Term>& terms, std::size_t number) {
    if (network.buckets == 0 || number >= network.biases.size()) return 0;
    const auto units = units_for(network, terms);
    auto scores = network.biases;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i] == 0) continue;
        const auto* outputs = network.outputs.data() + i * scores.size();
        for (std::size_t k = 0; k < scores.size(); ++k)
            scores[k] += units[i] * outputs[k];
    }
    const double best = double{*std::max_element(scores.begin(), scores.end())};
    double others = 0;
    for (std::size_t k = 0; k < scores.size(); ++k) {
        if (k != number) others += std::exp(double{scores[k]} - best);
    }
    const double odds = double{scores[number]} - best - std::log(others + 1e-9);
    return std::clamp(odds, -surest, surest);
}

}  // namespace knowledge
