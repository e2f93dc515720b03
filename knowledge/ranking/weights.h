#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace knowledge {

// Weights of a byte each, tens of MiB: where they lie, in bytes that last as long as they do, or in
// their own keeping.
class Weights {
public:
    Weights() = default;
    explicit Weights(std::span<const std::int8_t> lying) : all_(lying) {}
    explicit Weights(std::vector<std::int8_t> own)
        : own_(std::make_shared<const std::vector<std::int8_t>>(std::move(own))), all_(*own_) {}

    const std::int8_t* data() const { return all_.data(); }
    std::size_t size() const { return all_.size(); }

    // The same for when the bytes they lie in will not last.
    Weights copied() const { return Weights(std::vector<std::int8_t>(all_.begin(), all_.end())); }

private:
    std::shared_ptr<const std::vector<std::int8_t>> own_;
    std::span<const std::int8_t> all_;
};

}  // namespace knowledge
