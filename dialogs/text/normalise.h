#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace dialogs::text {

// One message in three strengths. Match with `text` or `compact`; keep `raw`, and take names from
// it.
struct Normalised {
    std::string raw;      // as it came
    std::string text;     // N0-N2: cleaned, NFKC, simplified script, single spaces, trimmed
    std::string bare;     // `text` as squeeze() leaves it
    std::string compact;  // N3: lower case, without spaces, punctuation, politeness and particles;
                          // empty only if `text` is
    std::vector<std::string> rewrites;  // which steps changed something: "N0", "N1", "N2", "N3"
    std::string core;  // N3 too: `compact` without the verbs of answering around it (回复人工,
                       // 按返回键). Only for comparing with a whole word: 发票 is cut down too
};

Normalised normalise(std::string_view raw);

// Its `text` alone, for readers that take it apart.
std::u32string folded(std::string_view raw);

// Its `bare` alone, at half the price.
std::string bare(std::string_view raw);

// Lower-cased and without spaces and punctuation, but with every word left in.
std::u32string squeeze(std::u32string_view text);
std::string squeeze(std::string_view text);

}  // namespace dialogs::text
