#include "dialogs/text/dialect.h"

#include <algorithm>
#include <array>
#include <set>

namespace dialogs::text {

namespace {

constexpr std::string_view header = "word,means,confirmed_by";

// Exactly three fields; none may hold a comma.
bool split_line(std::string_view line, std::array<std::string, 3>& fields) {
    for (std::size_t at = 0; at < fields.size(); ++at) {
        const auto comma = line.find(',');
        const bool last = at + 1 == fields.size();
        if (last != (comma == std::string_view::npos)) return false;
        fields[at] = line.substr(0, comma);
        line.remove_prefix(last ? line.size() : comma + 1);
    }
    return true;
}

std::string fault_in(const std::array<std::string, 3>& fields) {
    if (fields[0].empty() || fields[1].empty()) return "needs a word and what it means";
    if (fields[2].empty()) return "nobody confirms the word";
    return {};
}

}  // namespace

Dialect::Dialect(std::vector<LocalWord> words) : words_(std::move(words)) {
    std::stable_sort(words_.begin(), words_.end(), [](const auto& one, const auto& other) {
        return one.word.size() > other.word.size();
    });
}

Result<Dialect> Dialect::read(std::string_view csv) {
    std::vector<LocalWord> words;
    std::set<std::string> known;
    for (int number = 1; !csv.empty(); ++number) {
        const auto end = std::min(csv.find('\n'), csv.size());
        auto line = csv.substr(0, end);
        csv.remove_prefix(std::min(end + 1, csv.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        const auto wrong = [number](const std::string& why) {
            return Error{Fault::malformed, "line " + std::to_string(number) + ": " + why};
        };
        if (number == 1 && line != header)
            return wrong("the header must be " + std::string(header));
        if (number == 1 || line.empty()) continue;
        std::array<std::string, 3> fields;
        if (!split_line(line, fields)) return wrong("needs three fields");
        if (const auto fault = fault_in(fields); !fault.empty()) return wrong(fault);
        if (!known.insert(fields[0]).second) return wrong("the word is there twice");
        words.push_back({fields[0], fields[1], fields[2]});
    }
    return Dialect(std::move(words));
}

std::string Dialect::plain(std::string_view text) const {
    std::string plain;
    while (!text.empty()) {
        const auto local = std::find_if(words_.begin(), words_.end(), [text](const auto& entry) {
            return text.starts_with(entry.word);
        });
        const bool found = local != words_.end();
        const std::size_t length = found ? local->word.size() : 1;
        plain += found ? std::string_view(local->means) : text.substr(0, length);
        text.remove_prefix(length);
    }
    return plain;
}

}  // namespace dialogs::text
