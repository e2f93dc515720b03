#include "knowledge/training/logistic.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace knowledge {
namespace {

// The cost was chosen on the texts that are trained on, by leaving a quarter of those out in turn.
// Six rounds rank as well; after ten the weights hang less on the order of the texts.
constexpr double cost = 40;
constexpr std::size_t rounds = 10;

constexpr double smallest_dual = 1e-8;  // a dual lies between 0 and the cost, never on either
constexpr double close_enough = 1e-3;   // of the slope, where a dual's own optimum is looked for
constexpr int most_steps = 6;           // Newton's; two or three are usual
constexpr float no_change = 1e-4F;      // of a dual: not worth writing to every weight

// The best value of one dual, all others left as they are: the minimum over z of
//     curvature/2 (z - dual)² + slope (z - dual) + z log z + (cost - z) log(cost - z),
// looked for from the nearer end, where Newton's steps stay on its side.
double best_dual(double dual, double curvature, double slope) {
    const bool from_above = 0.5 * curvature * (cost - 2 * dual) + slope < 0;
    const double start = from_above ? cost - dual : dual;
    if (from_above) slope = -slope;
    double z = start > cost / 2 ? 0.1 * start : start;
    for (int step = 0; step < most_steps; ++step) {
        const double gradient = curvature * (z - start) + slope + std::log(z / (cost - z));
        if (std::abs(gradient) <= close_enough) break;
        const double next = z - gradient / (curvature + cost / (cost - z) / z);
        z = next <= 0 ? 0.1 * z : next;
    }
    return from_above ? cost - z : z;
}

class Solver {
public:
    Solver(const std::vector<Example>& examples, std::size_t features, std::size_t classes)
        : examples_(examples),
          classes_(classes),
          weights_((features + 1) * classes),
          duals_(examples.size() * classes, static_cast<float>(smallest_dual)),
          scores_(classes),
          changes_(classes) {
        for (const auto& example : examples_) {
            for (std::size_t i = 0; i < classes_; ++i)
                changes_[i] =
                    static_cast<float>(i == example.label ? smallest_dual : -smallest_dual);
            add_changes(example);
        }
    }

    void visit(std::size_t number) {
        const auto& example = examples_[number];
        score(example);
        if (update_duals(example, duals_.data() + number * classes_) > no_change)
            add_changes(example);
    }

    std::vector<float> take_weights() { return std::move(weights_); }

private:
    float* row(std::size_t number) { return weights_.data() + number * classes_; }
    float* bias() { return weights_.data() + weights_.size() - classes_; }

    void score(const Example& example) {
        std::copy_n(bias(), classes_, scores_.begin());
        for (const auto& term : example.terms) {
            const float* const weights = row(term.row);
            for (std::size_t i = 0; i < classes_; ++i)
                scores_[i] += term.weight * weights[i];
        }
    }

    // How far the dual moved that moved farthest.
    float update_duals(const Example& example, float* duals) {
        double curvature = 1;  // the bias
        for (const auto& term : example.terms)
            curvature += double{term.weight} * double{term.weight};
        float farthest = 0;
        for (std::size_t i = 0; i < classes_; ++i) {
            const float sign = i == example.label ? 1.0F : -1.0F;
            const double slope = double{sign} * double{scores_[i]};
            const auto dual = static_cast<float>(best_dual(double{duals[i]}, curvature, slope));
            changes_[i] = sign * (dual - duals[i]);
            duals[i] = dual;
            farthest = std::max(farthest, std::abs(changes_[i]));
        }
        return farthest;
    }

    void add_changes(const Example& example) {
        for (const auto& term : example.terms) {
            float* const weights = row(term.row);
            for (std::size_t i = 0; i < classes_; ++i)
                weights[i] += term.weight * changes_[i];
        }
        float* const biases = bias();
        for (std::size_t i = 0; i < classes_; ++i)
            biases[i] += changes_[i];
    }

    const std::vector<Example>& examples_;
    std::size_t classes_;
    std::vector<float> weights_, duals_, scores_, changes_;
};

// Texts of a topic stand together; visited in such steps they are mixed, and each comes once.
std::size_t stride(std::size_t count, std::size_t round) {
    constexpr double golden = 0.6180339887;
    auto step = static_cast<std::size_t>(golden * static_cast<double>(count)) + 7 * round;
    while (std::gcd(step, count) != 1)
        ++step;
    return step;
}

}  // namespace

std::vector<float> learn_logistic(
    const std::vector<Example>& examples, std::size_t features, std::size_t classes
) {
    Solver solver(examples, features, classes);
    if (examples.empty()) return solver.take_weights();
    for (std::size_t round = 0; round < rounds; ++round) {
        const auto step = stride(examples.size(), round);
        for (std::size_t i = 0, at = 0; i < examples.size();
             ++i, at = (at + step) % examples.size())
            solver.visit(at);
    }
    return solver.take_weights();
}

}  // namespace knowledge
