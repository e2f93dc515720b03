#pragma once
#include "dialogs/result.h"
#include "knowledge/ranking/features.h"
#include "knowledge/ranking/network.h"
#include "knowledge/ranking/topics.h"
#include "knowledge/ranking/weights.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The trained classifier as a file. knowledge/training writes it, Classifier reads it.
//
//   offset  field, all numbers little-endian
//   0       "YMKM", u32 version
//   8       u32 classes, u32 features, u32 bytes of lexicon, u32 buckets, u32 hidden units
//   28      f32 weight of each feature group (3)
//   40      the lexicon's text
//           20992 × u16 sound, for U+4E00 to U+9FFF
//           classes × { u32 length, name, f32 scale, f32 bias }
//           features × u32 id, ascending
//           features × f32 rarity
//           units × { f32 scale, f32 bias }
//           units × classes × f32 output
//           classes × f32 bias
//           features × classes × i8 weight, in units of the class's scale
//           buckets × units × i8 weight, in units of the hidden unit's scale

namespace knowledge {

inline constexpr std::uint32_t model_version = 2;

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
    std::vector<float> rarity;  // ln(texts / texts with the feature) + 1, damped
    Weights weights;            // [feature * classes + class]
    Network network;
};

std::string write_model(const Model& model);

// Fault::malformed for anything but a complete model of this version. The weights, nearly all of
// it, are not copied: `bytes` must last as long as the model.
dialogs::Result<Model> read_model(std::string_view bytes);

// The same for bytes that will not last.
dialogs::Result<Model> copy_model(std::string_view bytes);

}  // namespace knowledge
