#pragma once
#include "knowledge/ranking/lexicon.h"
#include "knowledge/ranking/sounds.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

// What the classifier sees of a question: hashed names of its features, each with its strength.

namespace knowledge {

// Each group is scaled to the same length before it is weighed, so that none drowns another.
enum class Group : std::uint8_t { letters, sounds, meanings };
inline constexpr std::size_t groups = 3;

struct Feature {
    std::uint32_t id;  // FNV-1a of the feature's text, different from group to group
    Group group;
    float value;  // 1 + ln(times seen)
};

// What features are made with; part of the model.
struct Vocabulary {
    Sounds sounds;
    Lexicon words;

    Vocabulary(std::string_view lexicon, std::vector<std::uint16_t> table)
        : sounds(std::move(table)), words(lexicon, sounds) {}
};

// Character 1- to 4-grams, sounds of two and three characters, concepts and pairs of concepts,
// ages. Sorted by id, each once. Long stories are cut at max_question_characters.
std::vector<Feature> features(std::string_view question, const Vocabulary& vocabulary);

inline constexpr std::size_t max_question_characters = 400;

}  // namespace knowledge
