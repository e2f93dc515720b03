#pragma once
#include "knowledge/article.h"
#include "knowledge/ranker.h"
#include "knowledge/ranking/corpus.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace knowledge {

// Words by which an article is found before anything was learnt of it: what it is called, word for
// word, what the county has said belongs to it, and, of an article that the classifier does not
// know, words that most others lack. No danger is found so: that is an alarm, or none.
class OwnWords {
public:
    // `settled`: questions as residents ask them, by the topic the county gave them; a topic that
    // is not among the articles is passed over.
    OwnWords(
        const std::vector<Article>& articles,
        const Ranker& ranker,
        const std::vector<Phrasing>& settled
    );

    // The article whose title or colloquial, or a phrasing settled, the question is.
    std::optional<std::size_t> called(std::string_view question) const;

    // Puts first what the question is called, and among the first what it names.
    void heed(std::string_view question, Ranking& ranking) const;

private:
    // A title, a colloquial, or all the keywords; each pair of characters weighs the more the
    // fewer of the other articles have it.
    struct Phrase {
        std::size_t article;
        std::map<std::uint64_t, double> pairs;
        double weight;  // of all pairs
    };
    void call(std::string_view words, std::size_t article);
    void add_phrases(const std::vector<Article>& articles, const Ranker& ranker);
    // By article: how much of one of its phrases the question holds, where that is most of it.
    std::map<std::size_t, double> named(std::string_view question) const;

    std::unordered_map<std::string, std::size_t> called_;
    std::vector<Phrase> phrases_;
};

}  // namespace knowledge
