#include "dialogs/text/clean.h"
#include "dialogs/text/dialect.h"
#include "dialogs/text/homophones.h"
#include "dialogs/text/name.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/parse.h"
#include "dialogs/text/places.h"
#include "dialogs/text/segments.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

namespace text = dialogs::text;

void must(bool holds) {
    if (!holds) std::abort();
}

bool is_ascii(const std::string& value) {
    return std::all_of(value.begin(), value.end(), [](char letter) { return letter > 0; });
}

void read_slots(std::string_view input) {
    const auto today = std::chrono::year(2026) / 11 / 22;
    for (const auto* name : {"number", "digits", "date", "phone", "id_card", "yes_no"}) {
        const auto understood = text::parse(*text::slot_type(name), input, today);
        must(understood.value.has_value() != !understood.why.empty());
        must(is_ascii(understood.value.value_or("")));
    }
}

}  // namespace

// No message breaks the readers; what they understand is ASCII; normalising twice changes nothing;
// no part of an SMS is too long.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(bytes), size);
    const auto cleaned = text::clean(input);
    must(text::is_valid_utf8(cleaned));
    const auto plain = text::normalise(input).text;
    must(text::normalise(plain).text == plain);
    read_slots(input);

    static const text::Homophones words({"低保", "临时救助", "退出"});
    static const text::Dialect dialect({{"昨儿", "昨天", "现代汉语词典"}});
    static const text::Gazetteer places({{"130224100", "倴城镇", {"奔城"}, ""}});
    must(words.find(input).size() <= 3);
    must(places.find(input).size() <= 1);
    must(text::is_valid_utf8(dialect.plain(cleaned)));
    (void)text::Dialect::read(input);
    (void)text::person_name(input);

    for (const auto& part : text::split(cleaned, text::Unit::utf16_units, 67))
        must(text::measure(part, text::Unit::utf16_units) <= 67);
    return 0;
}
