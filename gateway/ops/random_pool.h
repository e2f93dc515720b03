#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>

namespace gateway::ops {

// The system's randomness, drawn a page at a time: asking for every call's sixteen bytes costs a
// microsecond each. One thread.
class RandomPool {
public:
    using Bytes = std::array<std::uint8_t, 16>;

    // Never the same bytes twice. Ends the process when the system has none left: nothing that is
    // sealed without it is secret.
    Bytes draw();

private:
    std::array<std::uint8_t, 256 * std::tuple_size_v<Bytes>> drawn_{};
    std::size_t used_ = drawn_.size();
};

}  // namespace gateway::ops
