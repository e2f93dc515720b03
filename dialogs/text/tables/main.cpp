#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>

#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

// Writes what ICU's rules say of single characters as C++ for han_tables.cpp:
//   syllables[]      every reading once, "" first
//   readings_at_N[]  for a run of ideographs from U+N on, each one's place in syllables
//   blocks[]         {first ideograph, its readings} in rising order
//   traditional[]    the letters that are written otherwise in simplified script, in rising order

namespace {

using Rules = std::unique_ptr<icu::Transliterator>;

Rules rules_of(const char* id) {
    UErrorCode status = U_ZERO_ERROR;
    Rules rules(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
    if (!rules) std::fprintf(stderr, "han_tables: no ICU rules %s: %s\n", id, u_errorName(status));
    return rules;
}

std::string reading(const icu::Transliterator& to_latin, UChar32 letter) {
    icu::UnicodeString letters(letter);
    to_latin.transliterate(letters);
    std::string read;
    letters.toUTF8String(read);
    const bool is_syllable =
        !read.empty() && read.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == read.npos;
    return is_syllable ? read : "";
}

// A run of ideographs without a gap.
struct Block {
    UChar32 first = 0;
    std::vector<std::size_t> readings;
};

void write_readings(std::ostream& out, const icu::Transliterator& to_latin) {
    std::vector<std::string> syllables{""};
    std::map<std::string, std::size_t> places{{"", 0}};
    std::vector<Block> blocks;
    for (UChar32 letter = 0; letter <= UCHAR_MAX_VALUE; ++letter) {
        if (u_hasBinaryProperty(letter, UCHAR_IDEOGRAPHIC) == 0) continue;
        const bool goes_on =
            !blocks.empty() &&
            blocks.back().first + static_cast<UChar32>(blocks.back().readings.size()) == letter;
        if (!goes_on) blocks.push_back({letter, {}});
        const auto read = reading(to_latin, letter);
        const auto [place, is_new] = places.try_emplace(read, syllables.size());
        if (is_new) syllables.push_back(read);
        blocks.back().readings.push_back(place->second);
    }
    out << "constexpr std::string_view syllables[] = {";
    for (const auto& syllable : syllables)
        out << '"' << syllable << "\",";
    out << "};\n";
    for (const auto& block : blocks) {
        out << "constexpr std::uint16_t readings_at_" << block.first << "[] = {";
        for (const auto place : block.readings)
            out << place << ',';
        out << "};\n";
    }
    out << "constexpr Block blocks[] = {";
    for (const auto& block : blocks)
        out << '{' << block.first << ", readings_at_" << block.first << "},";
    out << "};\n";
}

// The rules' own list holds the neighbours of what they rewrite too, 一 and 要 among them.
void write_traditional(std::ostream& out, const icu::Transliterator& to_simplified) {
    icu::UnicodeSet mentioned;
    to_simplified.getSourceSet(mentioned);
    out << "constexpr char32_t traditional[] = {";
    for (std::int32_t i = 0; i < mentioned.size(); ++i) {
        const icu::UnicodeString letter(mentioned.charAt(i));
        auto simplified = letter;
        to_simplified.transliterate(simplified);
        if (simplified != letter) out << static_cast<std::uint32_t>(letter.char32At(0)) << ',';
    }
    out << "};\n";
}

}  // namespace

int main() {
    const auto to_latin = rules_of("Han-Latin; Latin-ASCII; Lower");
    const auto to_simplified = rules_of("Traditional-Simplified");
    if (!to_latin || !to_simplified) return 1;
    std::ostringstream out;
    write_readings(out, *to_latin);
    write_traditional(out, *to_simplified);
    return std::fputs(out.str().c_str(), stdout) < 0 ? 1 : 0;
}
