#include "knowledge/ranking/model.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace knowledge {
namespace {

using dialogs::Error;
using dialogs::Fault;

constexpr std::string_view magic = "YMKM";
// Far above any model of ours; keeps a damaged header from asking for the machine's memory.
constexpr std::uint32_t max_classes = 4096;
constexpr std::uint32_t max_features = 1U << 22U;
constexpr std::uint32_t max_lexicon = 1U << 22U;

static_assert(std::endian::native == std::endian::little, "the file is little-endian as it lies");

template <class T>
void put(std::string& out, const T* values, std::size_t count) {
    out.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

template <class T>
void put(std::string& out, T value) {
    put(out, &value, 1);
}

class Bytes {
public:
    explicit Bytes(std::string_view left) : left_(left) {}

    template <class T>
    bool take(T* values, std::size_t count) {
        if (left_.size() / sizeof(T) < count) return false;
        if (count != 0) std::memcpy(values, left_.data(), count * sizeof(T));
        left_.remove_prefix(count * sizeof(T));
        return true;
    }
    template <class T>
    bool take(T& value) {
        return take(&value, 1);
    }
    bool take(std::string& text, std::size_t size) {
        if (left_.size() < size) return false;
        text = left_.substr(0, size);
        left_.remove_prefix(size);
        return true;
    }
    template <class T>
    bool take(std::vector<T>& values, std::size_t count) {
        if (left_.size() / sizeof(T) < count) return false;
        values.resize(count);
        return take(values.data(), count);
    }
    // Of values of one byte, which lie anywhere.
    bool view(std::span<const std::int8_t>& values, std::size_t count) {
        if (left_.size() < count) return false;
        values = {reinterpret_cast<const std::int8_t*>(left_.data()), count};
        left_.remove_prefix(count);
        return true;
    }
    bool done() const { return left_.empty(); }

private:
    std::string_view left_;
};

bool take_class(Bytes& in, Model::Class& entry) {
    std::uint32_t length = 0;
    return in.take(length) && in.take(entry.name, length) && in.take(entry.scale) &&
           in.take(entry.bias);
}

}  // namespace

std::string write_model(const Model& model) {
    std::string out(magic);
    put(out, model_version);
    put(out, static_cast<std::uint32_t>(model.classes.size()));
    put(out, static_cast<std::uint32_t>(model.ids.size()));
    put(out, static_cast<std::uint32_t>(model.lexicon.size()));
    put(out, model.group_weights.data(), groups);
    out += model.lexicon;
    put(out, model.sounds.data(), Sounds::count);
    for (const auto& entry : model.classes) {
        put(out, static_cast<std::uint32_t>(entry.name.size()));
        out += entry.name;
        put(out, entry.scale);
        put(out, entry.bias);
    }
    put(out, model.ids.data(), model.ids.size());
    put(out, model.rarity.data(), model.rarity.size());
    put(out, model.weights.data(), model.weights.size());
    return out;
}

dialogs::Result<Model> read_model(std::string_view bytes) {
    const Error broken{Fault::malformed, "not a complete classifier model"};
    Bytes in(bytes);
    Model model;
    std::string head;
    std::uint32_t version = 0, classes = 0, features = 0, lexicon = 0;
    if (!in.take(head, magic.size()) || head != magic || !in.take(version)) return broken;
    if (version != model_version)
        return Error{Fault::malformed, "a classifier model of another version: build it again"};
    if (!in.take(classes) || !in.take(features) || !in.take(lexicon)) return broken;
    if (classes > max_classes || features > max_features || lexicon > max_lexicon) return broken;
    if (!in.take(model.group_weights.data(), groups)) return broken;
    if (!in.take(model.lexicon, lexicon)) return broken;
    if (!in.take(model.sounds, Sounds::count)) return broken;
    model.classes.resize(classes);
    for (auto& entry : model.classes) {
        if (!take_class(in, entry)) return broken;
    }
    if (!in.take(model.ids, features) || !in.take(model.rarity, features)) return broken;
    if (!in.view(model.weights, std::size_t{features} * classes) || !in.done()) return broken;
    if (!std::is_sorted(model.ids.begin(), model.ids.end())) return broken;
    return model;
}

void own_weights(Model& model, std::vector<std::int8_t> weights) {
    auto kept = std::make_shared<const std::vector<std::int8_t>>(std::move(weights));
    model.weights = *kept;
    model.own_weights = std::move(kept);
}

dialogs::Result<Model> copy_model(std::string_view bytes) {
    auto model = read_model(bytes);
    if (model) own_weights(*model, {model->weights.begin(), model->weights.end()});
    return model;
}

}  // namespace knowledge
