#pragma once
#include <cstdint>

namespace knowledge {

// Chance that is the same on every machine and in every run: splitmix64 (Steele, Lea and Flood,
// 2014).
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31U);
    }

    // 0 to 1, never 1.
    float share() { return static_cast<float>(next() >> 40U) / static_cast<float>(1U << 24U); }

    // About 0, evenly, with this standard deviation.
    float spread(float deviation) {
        constexpr float root_of_three = 1.7320508F;
        return (2 * share() - 1) * root_of_three * deviation;
    }

private:
    std::uint64_t state_;
};

}  // namespace knowledge
