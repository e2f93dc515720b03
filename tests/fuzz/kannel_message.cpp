#include "dialogs/text/clean.h"
#include "gateway/channels/kannel/inbound.h"

#include <cstdint>
#include <cstdlib>

// Whatever bytes an SMS box hands over, what becomes of them is valid UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto form = gateway::http::decode_form({reinterpret_cast<const char*>(bytes), size});
    if (!form) return 0;
    const auto message = gateway::channels::kannel::read_message(*form, "sms", dialogs::Time{});
    if (message && !dialogs::text::is_valid_utf8(message->text)) std::abort();
    return 0;
}
