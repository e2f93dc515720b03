#pragma once
#include "dialogs/result.h"
#include "knowledge/ranking/features.h"
#include "knowledge/ranking/topics.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The trained classifier as a file. knowledge/training writes it, Classifier reads it.
//
//   offset  field, all numbers little-endian
//   0       "YMKM", u32 version
//   8       u32 classes, u32 features, u32 bytes of lexicon
//   20      f32 weight of each feature group (3)
//   32      the lexicon's text
//           20992 × u16 sound, for U+4E00 to U+9FFF
//           classes × { u32 length, name, f32 scale, f32 bias }
//           features × u32 id, ascending
//           features × f32 rarity
//           features × classes × i8 weight, in units of the class's scale

namespace knowledge {

inline constexpr std::uint32_t model_version = 1;

struct Model {
    struct Class {
        std::string name;  // a topic; off_topic for what belongs nowhere
        float scale = 0;
        float bias = 0;
    };
    std::array<float, groups> group_weights{};
    std::string lexicon;
    std::vector<std::uint16_t> sounds;
    std::vector<Class> classes;
    std::vector<std::uint32_t> ids;
    std::vector<float> rarity;             // ln(texts / texts with the feature) + 1, damped
    std::span<const std::int8_t> weights;  // where they lie: in the bytes that were read, or …
    std::shared_ptr<const std::vector<std::int8_t>> own_weights;  // … in the model's own keeping
};

std::string write_model(const Model& model);

// Fault::malformed for anything but a complete model of this version. The weights, nearly all of
// it, are not copied: `bytes` must last as long as the model.
dialogs::Result<Model> read_model(std::string_view bytes);

// The same for bytes that will not last.
dialogs::Result<Model> copy_model(std::string_view bytes);

void own_weights(Model& model, std::vector<std::int8_t> weights);

}  // namespace knowledge
