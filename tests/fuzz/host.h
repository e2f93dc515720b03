#pragma once
#include "dialogs/engine/engine.h"

#include <random>
#include <string>

// What a host may answer the engine: whatever its contract allows, at random.

namespace dialogs::fuzz {

class Dice {
public:
    explicit Dice(std::uint32_t seed) : random_(seed) {}

    std::size_t pick(std::size_t of) { return random_() % of; }
    bool once_in(std::size_t times) { return pick(times) == 0; }
    std::mt19937& engine() { return random_; }

private:
    std::mt19937 random_;
};

Input answer(const Script& script, const Effect& question, Dice& dice);

}  // namespace dialogs::fuzz
