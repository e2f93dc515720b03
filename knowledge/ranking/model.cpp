#include "knowledge/ranking/model.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

namespace knowledge {
namespace {

using dialogs::Error;
using dialogs::Fault;

constexpr std::string_view magic = "YMKM";
// Far above any model of ours; keeps a damaged header from asking for the machine's memory.
constexpr std::uint32_t max_classes = 4096;
constexpr std::uint32_t max_features = 1U << 22U;
constexpr std::uint32_t max_lexicon = 1U << 22U;
constexpr std::uint32_t max_buckets = 1U << 22U;
constexpr std::uint32_t max_units = 4096;

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
    bool view(Weights& values, std::size_t count) {
        if (left_.size() < count) return false;
        const auto* begin = reinterpret_cast<const std::int8_t*>(left_.data());
        values = Weights(std::span(begin, count));
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

struct Sizes {
    std::uint32_t classes = 0, features = 0, lexicon = 0, buckets = 0, units = 0;

    bool are_sane() const {
        return classes <= max_classes && features <= max_features && lexicon <= max_lexicon &&
               buckets <= max_buckets && units <= max_units;
    }
};

bool take_topics(Bytes& in, const Sizes& sizes, Model& model) {
    if (!in.take(model.group_weights.data(), groups) || !in.take(model.lexicon, sizes.lexicon) ||
        !in.take(model.sounds, Sounds::count))
        return false;
    model.classes.resize(sizes.classes);
    for (auto& entry : model.classes) {
        if (!take_class(in, entry)) return false;
    }
    return in.take(model.ids, sizes.features) && in.take(model.rarity, sizes.features) &&
           std::is_sorted(model.ids.begin(), model.ids.end());
}

bool take_network(Bytes& in, const Sizes& sizes, Network& network) {
    if (sizes.buckets == 0) return sizes.units == 0;
    network.buckets = sizes.buckets;
    return in.take(network.units, sizes.units) &&
           in.take(network.outputs, std::size_t{sizes.units} * sizes.classes) &&
           in.take(network.biases, sizes.classes);
}

void put_network(std::string& out, const Network& network) {
    put(out, network.units.data(), network.units.size());
    put(out, network.outputs.data(), network.outputs.size());
    put(out, network.biases.data(), network.biases.size());
}

}  // namespace

std::string write_model(const Model& model) {
    std::string out(magic);
    put(out, model_version);
    for (const auto size :
         {model.classes.size(),
          model.ids.size(),
          model.lexicon.size(),
          std::size_t{model.network.buckets},
          model.network.units.size()})
        put(out, static_cast<std::uint32_t>(size));
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
    put_network(out, model.network);
    put(out, model.weights.data(), model.weights.size());
    put(out, model.network.rows.data(), model.network.rows.size());
    return out;
}

dialogs::Result<Model> read_model(std::string_view bytes) {
    const Error broken{Fault::malformed, "not a complete classifier model"};
    Bytes in(bytes);
    Model model;
    std::string head;
    std::uint32_t version = 0;
    Sizes sizes;
    if (!in.take(head, magic.size()) || head != magic || !in.take(version)) return broken;
    if (version != model_version)
        return Error{Fault::malformed, "a classifier model of another version: build it again"};
    if (!in.take(sizes) || !sizes.are_sane()) return broken;
    if (!take_topics(in, sizes, model) || !take_network(in, sizes, model.network)) return broken;
    if (!in.view(model.weights, std::size_t{sizes.features} * sizes.classes) ||
        !in.view(model.network.rows, std::size_t{sizes.buckets} * sizes.units) || !in.done())
        return broken;
    return model;
}

dialogs::Result<Model> copy_model(std::string_view bytes) {
    auto model = read_model(bytes);
    if (!model) return model;
    model->weights = model->weights.copied();
    model->network.rows = model->network.rows.copied();
    return model;
}

}  // namespace knowledge
