#pragma once
#include "knowledge/ranking/features.h"

#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace knowledge {

// What the articles themselves say, by BM25 over the letters of their texts. It knows an article
// the classifier was never trained on, from the moment it is loaded.
class LexicalIndex {
public:
    // Articles are numbered in the order they are added. `weight` 0.5 counts a text half.
    void add(
        std::size_t article, std::string_view text, float weight, const Vocabulary& vocabulary
    );
    void finish();  // once, after the last add

    // One score an article, 0 and up; about 1 to 5 where the question's words are the article's.
    std::vector<double> scores(const std::vector<Feature>& question) const;

private:
    struct Posting {
        std::size_t article;
        float count;  // after finish(): the term's share of the score
    };
    std::unordered_map<std::uint32_t, std::vector<Posting>> postings_;
    std::vector<double> lengths_;
};

}  // namespace knowledge
