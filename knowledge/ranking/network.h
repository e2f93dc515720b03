#pragma once
#include "knowledge/ranking/weights.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace knowledge {

// A term of a question that the model knows, weighed: `row` counts the model's features.
struct Term {
    std::size_t row;
    float weight;
};

// What a linear classifier cannot learn, that words mean danger only together: one hidden layer of
// units, each the larger of zero and a weighted sum of the terms, and each class's score a
// weighted sum of these. To be small, features share the rows of a table, chosen by a hash.
struct Network {
    struct Unit {
        float scale = 0;  // of its column of `rows`
        float bias = 0;
    };
    std::uint32_t buckets = 0;  // rows of the table; 0: no network, every score is 0
    std::vector<Unit> units;
    std::vector<float> outputs;  // [unit * classes + class]
    std::vector<float> biases;   // by class
    Weights rows;                // [bucket * units + unit]
};

// Where the row of a feature lies in a table of so many; a power of two is best.
std::size_t bucket_of(std::size_t row, std::uint32_t buckets);

// ln(p / (1 - p)) of the class, as the network judges it.
double log_odds(const Network& network, const std::vector<Term>& terms, std::size_t number);

}  // namespace knowledge
