#include "gateway/channels/weixin/payload.h"

#include <cstdint>
#include <cstdlib>

// What was read can be written and read again as the same values.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    namespace weixin = gateway::channels::weixin;
    const auto payload = weixin::read_payload({reinterpret_cast<const char*>(bytes), size});
    if (!payload) return 0;
    const auto written =
        weixin::write_payload(payload->form, {{"Content", std::string(payload->get("Content"))}});
    const auto again = weixin::read_payload(written);
    if (!again || again->get("Content") != payload->get("Content")) std::abort();
    return 0;
}
