#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdlib>

// What the guard lets in can be written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto value = gateway::ops::parse_json({reinterpret_cast<const char*>(bytes), size});
    if (value &&
        !gateway::ops::parse_json(gateway::ops::write_json(*value), {.bytes_max = 1 << 20}))
        std::abort();
    return 0;
}
