#pragma once
#include "dialogs/result.h"

#include <string>
#include <string_view>
#include <vector>

// N14. Local words and what they mean, from scripts/lexicon/dialect.csv:
//
//   word,means,confirmed_by
//   后晌,下午,现代汉语词典
//
// Whoever knows the speech confirms a word: a clerk of the county by name, or a dictionary. A word
// nobody stands for is an error, for a wrong meaning is worse than a question asked again.

namespace dialogs::text {

struct LocalWord {
    std::string word;
    std::string means;
    std::string confirmed_by;
};

class Dialect {
public:
    Dialect() = default;  // knows no word
    explicit Dialect(std::vector<LocalWord> words);

    // Fault::malformed, "line 3: nobody confirms the word".
    static Result<Dialect> read(std::string_view csv);

    // The text with its local words put plainly, the longest first: 昨儿后晌 is 昨天下午. For
    // matching only; names and free text keep what was written.
    std::string plain(std::string_view text) const;

    const std::vector<LocalWord>& words() const { return words_; }

private:
    std::vector<LocalWord> words_;  // longest first
};

}  // namespace dialogs::text
