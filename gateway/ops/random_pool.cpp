#include "gateway/ops/random_pool.h"

#include <openssl/rand.h>

#include <algorithm>
#include <stdexcept>

namespace gateway::ops {

RandomPool::Bytes RandomPool::draw() {
    if (used_ == drawn_.size()) {
        if (RAND_bytes(drawn_.data(), static_cast<int>(drawn_.size())) != 1)
            throw std::runtime_error("the system has no randomness");
        used_ = 0;
    }
    Bytes bytes{};
    const auto from = drawn_.begin() + static_cast<std::ptrdiff_t>(used_);
    std::copy_n(from, bytes.size(), bytes.begin());
    used_ += bytes.size();
    return bytes;
}

}  // namespace gateway::ops
