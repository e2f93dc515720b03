#pragma once
#include "knowledge/article.h"
#include "knowledge/ranking/classifier.h"
#include "knowledge/ranking/lexical.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace knowledge {

struct Candidate {
    std::size_t article;  // position among the articles
    double likelihood;    // 0…1; with off_topic they sum to 1
};

struct Ranking {
    std::vector<Candidate> candidates;  // best first, all articles
    double off_topic = 0;               // likelihood that no article is meant
    double danger = 0;                  // likelihood that it is safety.emergency's, judged twice
};

// Combines what the classifier learnt from phrasings with what the articles themselves say. On
// danger the network is heard as well: the one errs where the other does not.
class Ranker {
public:
    Ranker(const std::vector<Article>& articles, Model model);

    // `service` is the short name ("dibao") of the conversation's last answer; its articles are a
    // little likelier. Empty when there is none.
    Ranking rank(std::string_view question, std::string_view service) const;

    // Whether the classifier knows this article.
    bool has_learnt(std::size_t article) const {
        return class_of_[article] < classifier_.classes().size();
    }

private:
    std::vector<std::string> topics_;
    Classifier classifier_;
    std::vector<std::size_t> class_of_;  // by article; classes().size() for one never trained on
    std::size_t off_topic_class_, danger_class_;
    LexicalIndex lexical_;
};

}  // namespace knowledge
