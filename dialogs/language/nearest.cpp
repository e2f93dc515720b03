#include "dialogs/language/nearest.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

namespace {

constexpr std::size_t most_errors = 2;

// Letters to insert, delete or change, two swapped neighbours counting as two.
std::size_t distance(std::string_view from, std::string_view to) {
    std::vector<std::size_t> row(to.size() + 1);
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] = i;
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < to.size(); ++j) {
            const std::size_t changed = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
    std::size_t best = most_errors + 1;
    std::string_view nearest;
    for (const std::string& candidate : known) {
        const std::size_t errors = distance(word, candidate);
        if (errors >= best || errors >= candidate.size()) continue;
        best = errors;
        nearest = candidate;
    }
    return nearest.empty() ? std::string() : fmt::format(", did you mean '{}'?", nearest);
}

}  // namespace dialogs::language
