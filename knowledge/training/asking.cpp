#include "knowledge/training/asking.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"

namespace knowledge {
namespace {

constexpr std::u32string_view marks = U"，,。.？?！!；;、 ";
constexpr std::u32string_view asking = U"吗不啥咋哪谁几多怎么呢何没能该";
constexpr std::size_t shortest_story = 26, shortest_question = 4;  // characters

}  // namespace

std::string asking_clauses(std::string_view text) {
    const auto letters = dialogs::text::to_utf32(dialogs::text::normalise(text).text);
    if (letters.size() < shortest_story) return {};
    std::u32string asked;
    std::size_t left_out = 0;
    for (std::size_t start = 0; start < letters.size();) {
        const auto end = std::min(letters.find_first_of(marks, start), letters.size());
        const auto clause = std::u32string_view(letters).substr(start, end - start);
        if (clause.find_first_of(asking) == std::u32string_view::npos)
            left_out += clause.size();
        else
            asked.append(clause).push_back(U' ');
        start = end + 1;
    }
    if (asked.size() <= shortest_question || left_out == 0) return {};
    return dialogs::text::to_utf8(asked);
}

}  // namespace knowledge
