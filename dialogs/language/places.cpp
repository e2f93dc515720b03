#include "dialogs/language/places.h"

#include "dialogs/language/source_file.h"

#include <algorithm>
#include <set>

namespace dialogs::language {

namespace {

constexpr std::string_view header = "code,name,aliases,parent";
std::vector<std::string> fields(std::string_view line, char separator) {
    std::vector<std::string> found;
    std::size_t from = 0;
    while (true) {
        const auto to = line.find(separator, from);
        found.emplace_back(line.substr(from, to - from));
        if (to == std::string_view::npos) return found;
        from = to + 1;
    }
}

bool is_code(std::string_view code) {
    const bool digits =
        std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && (code.size() == 9 || code.size() == 12);
}

}  // namespace

Result<std::vector<text::Place>> read_places(std::string_view csv) {
    if (csv.starts_with(byte_order_mark)) csv.remove_prefix(byte_order_mark.size());
    std::vector<text::Place> places;
    std::set<std::string> codes;
    int number = 0;
    const auto wrong = [&](const char* why) {
        return Error{Fault::malformed, "line " + std::to_string(number) + ": " + why};
    };
    while (!csv.empty()) {
        const auto end = std::min(csv.find('\n'), csv.size());
        std::string_view line = csv.substr(0, end);
        csv.remove_prefix(std::min(end + 1, csv.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        ++number;
        if (number == 1) {
            if (line != header) return wrong("the header must be code,name,aliases,parent");
            continue;
        }
        if (line.empty()) continue;
        auto parts = fields(line, ',');
        if (parts.size() != 4) return wrong("needs four fields");
        if (!is_code(parts[0])) return wrong("a code has 9 or 12 digits");
        if (parts[1].empty()) return wrong("a place needs a name");
        if (!codes.insert(parts[0]).second) return wrong("the code is there twice");
        std::vector<std::string> aliases;
        if (!parts[2].empty()) aliases = fields(parts[2], ';');
        places.push_back({parts[0], parts[1], std::move(aliases), parts[3]});
    }
    if (number == 0) return wrong("the header must be code,name,aliases,parent");
    return places;
}

}  // namespace dialogs::language
