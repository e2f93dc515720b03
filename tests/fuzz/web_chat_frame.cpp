#include "gateway/channels/web_chat/frames.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    (void)gateway::channels::web_chat::decode({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
