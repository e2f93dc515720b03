#include "knowledge/training/descent.h"

#include "knowledge/training/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace knowledge {
namespace {

// Chosen by the rates on what is set aside.
constexpr std::size_t rounds = 6;
constexpr float first_rate = 0.1F;       // falls evenly to nothing
constexpr float share_for_few = 0.2F;    // of it, for the few weights that every text moves
constexpr float left_out = 0.3F;         // of a text's terms, others each time
constexpr float topics_share = 0.3F;     // of the topics' loss beside that of danger
constexpr float first_deviation = 0.1F;  // of a row's weights, before anything is learnt
constexpr std::uint64_t seed = 7919;

// Weights that AdaGrad moves: each the less, the more it has been moved before.
struct Moved {
    std::vector<float> values, squares;

    Moved(std::size_t count, float first_square) : values(count), squares(count, first_square) {}

    void start(Random& random, float deviation) {
        for (auto& value : values)
            value = random.spread(deviation);
    }

    void step(std::size_t from, const std::vector<float>& slopes, float factor, float rate) {
        float* const value = values.data() + from;
        float* const square = squares.data() + from;
        for (std::size_t i = 0; i < slopes.size(); ++i) {
            const float slope = factor * slopes[i];
            square[i] += slope * slope;
            value[i] -= rate * slope / std::sqrt(square[i]);
        }
    }
};

constexpr float rare = 1e-4F, common = 1e-6F;  // first squares

class Descent {
public:
    Descent(std::size_t classes, Watched watched, NetworkSize size)
        : classes_(classes),
          watched_(watched),
          size_(size),
          rows_(size.buckets * size.units, rare),
          unit_biases_(size.units, common),
          outputs_(size.units * (classes + 1), common),
          biases_(classes + 1, common),
          units_(size.units),
          unit_slopes_(size.units),
          scores_(classes + 1),
          slopes_(classes + 1) {
        rows_.start(random_, first_deviation);
        outputs_.start(random_, 1 / std::sqrt(static_cast<float>(size.units)));
    }

    void shuffle(std::vector<std::size_t>& order) {
        for (std::size_t left = order.size(); left > 1; --left)
            std::swap(order[left - 1], order[random_.next() % left]);
    }

    void visit(const Example& example, float rate) {
        keep_some(example);
        score();
        find_slopes(example.label);
        move(rate);
    }

    // The rows in eight bits.
    Network network() const;

private:
    void keep_some(const Example& example) {
        kept_.clear();
        for (const auto& term : example.terms) {
            if (random_.share() < left_out) continue;
            const auto bucket = bucket_of(term.row, size_.buckets);
            kept_.push_back({bucket * size_.units, term.weight / (1 - left_out)});
        }
    }

    void score() {
        units_ = unit_biases_.values;
        for (const auto& [from, weight] : kept_) {
            for (std::size_t i = 0; i < units_.size(); ++i)
                units_[i] += weight * rows_.values[from + i];
        }
        scores_ = biases_.values;
        for (std::size_t i = 0; i < units_.size(); ++i) {
            units_[i] = std::max(0.0F, units_[i]);
            if (units_[i] == 0) continue;
            const float* const outputs = outputs_.values.data() + i * scores_.size();
            for (std::size_t k = 0; k < scores_.size(); ++k)
                scores_[k] += units_[i] * outputs[k];
        }
    }

    // Of the loss, by each score: the last is danger's alone.
    void find_slopes(std::size_t label) {
        const float best = *std::max_element(scores_.begin(), scores_.end() - 1);
        float sum = 0;
        for (std::size_t k = 0; k < classes_; ++k)
            sum += slopes_[k] = std::exp(scores_[k] - best);
        for (std::size_t k = 0; k < classes_; ++k)
            slopes_[k] = topics_share * (slopes_[k] / sum - (k == label ? 1.0F : 0.0F));
        const float danger = 1 / (1 + std::exp(-scores_[classes_]));
        const float is_danger = label == watched_.danger ? 1.0F : 0.0F;
        slopes_[classes_] = label == watched_.either ? 0 : danger - is_danger;
    }

    void move(float rate) {
        for (std::size_t i = 0; i < units_.size(); ++i) {
            unit_slopes_[i] = 0;
            if (units_[i] == 0) continue;
            const auto from = i * slopes_.size();
            for (std::size_t k = 0; k < slopes_.size(); ++k)
                unit_slopes_[i] += slopes_[k] * outputs_.values[from + k];
            outputs_.step(from, slopes_, units_[i], share_for_few * rate);
        }
        biases_.step(0, slopes_, 1, share_for_few * rate);
        unit_biases_.step(0, unit_slopes_, 1, share_for_few * rate);
        for (const auto& [from, weight] : kept_)
            rows_.step(from, unit_slopes_, weight, rate);
    }

    std::size_t classes_;
    Watched watched_;
    NetworkSize size_;
    Random random_{seed};
    Moved rows_;              // [bucket * units + unit]
    Moved unit_biases_;       // by unit
    Moved outputs_;           // [unit * (classes + 1) + class]
    Moved biases_;            // by class, danger's alone last
    std::vector<Term> kept_;  // of the text that is visited; `row` is where its weights begin
    std::vector<float> units_, unit_slopes_, scores_, slopes_;
};

Network Descent::network() const {
    const auto units = size_.units;
    Network network{size_.buckets, {}, {}, {}, {}};
    std::vector<std::int8_t> kept(rows_.values.size());
    for (std::size_t i = 0; i < units; ++i) {
        float largest = 1e-9F;
        for (std::size_t at = i; at < kept.size(); at += units)
            largest = std::max(largest, std::abs(rows_.values[at]));
        for (std::size_t at = i; at < kept.size(); at += units)
            kept[at] = static_cast<std::int8_t>(std::round(rows_.values[at] / largest * 127));
        network.units.push_back({largest / 127, unit_biases_.values[i]});
        const auto outputs =
            outputs_.values.begin() + static_cast<std::ptrdiff_t>(i * (classes_ + 1));
        network.outputs.insert(
            network.outputs.end(), outputs, outputs + static_cast<std::ptrdiff_t>(classes_)
        );
    }
    network.biases.assign(biases_.values.begin(), biases_.values.end() - 1);
    network.rows = Weights(std::move(kept));
    return network;
}

}  // namespace

Network learn_network(
    const std::vector<Example>& examples, std::size_t classes, Watched watched, NetworkSize size
) {
    Descent descent(classes, watched, size);
    std::vector<std::size_t> order(examples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto visits = static_cast<float>(rounds * order.size());
    std::size_t done = 0;
    for (std::size_t round = 0; round < rounds; ++round) {
        descent.shuffle(order);
        for (const auto number : order)
            descent.visit(examples[number], first_rate * (1 - static_cast<float>(done++) / visits));
    }
    return descent.network();
}

}  // namespace knowledge
