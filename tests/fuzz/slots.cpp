#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/parse.h"
#include "dialogs/text/segments.h"

#include <cstdint>
#include <cstdlib>

// No message breaks the readers; what they understand is ASCII; no part of an SMS is too long.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    namespace text = dialogs::text;
    const std::string_view input(reinterpret_cast<const char*>(bytes), size);
    const auto cleaned = text::clean(input);
    if (!text::is_valid_utf8(cleaned)) std::abort();
    (void)text::normalise(input);
    const auto today = std::chrono::year(2026) / 11 / 22;
    for (const auto* name : {"number", "digits", "date", "phone", "id_card", "yes_no"}) {
        const auto understood = text::parse(*text::slot_type(name), input, today);
        if (understood.value && understood.value->find_first_of("\x80\xff") != std::string::npos)
            std::abort();
    }
    for (const auto& part : text::split(cleaned, text::Unit::utf16_units, 67)) {
        if (text::measure(part, text::Unit::utf16_units) > 67) std::abort();
    }
    return 0;
}
