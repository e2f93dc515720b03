#include "knowledge/own_words.h"

#include "dialogs/text/normalise.h"
#include "knowledge/alarm.h"
#include "knowledge/bare_words.h"

#include <algorithm>
#include <set>

namespace knowledge {
namespace {

using Pairs = std::set<std::uint64_t>;

constexpr std::size_t nobody = static_cast<std::size_t>(-1);  // several are called so

// So much of a phrase, and of words that others lack so much: 在哪办 is everybody's.
constexpr double most = 0.6;
constexpr double of_its_own = 1;
// A whole phrase is ten times as likely as whatever else was thought of, just most of one hardly
// more likely: then it is offered beside the other.
constexpr double doubt = 0.1;

void add_pairs(std::string_view text, Pairs& pairs) {
    const auto letters = dialogs::text::squeeze(dialogs::text::folded(text));
    for (std::size_t i = 1; i < letters.size(); ++i)
        pairs.insert(std::uint64_t{letters[i - 1]} << 32 | std::uint64_t{letters[i]});
}

Pairs pairs_of(std::string_view text) {
    Pairs pairs;
    add_pairs(text, pairs);
    return pairs;
}

Pairs pairs_of(const std::vector<std::string>& words) {
    Pairs pairs;
    for (const auto& word : words)
        add_pairs(word, pairs);
    return pairs;
}

// In how many articles the classifier knows each pair stands.
std::map<std::uint64_t, int> counted(const std::vector<Article>& articles, const Ranker& ranker) {
    std::map<std::uint64_t, int> counts;
    for (std::size_t i = 0; i < articles.size(); ++i) {
        if (!ranker.has_learnt(i)) continue;
        auto pairs = pairs_of(articles[i].colloquial);
        pairs.merge(pairs_of(articles[i].keywords));
        for (const auto* text : {&articles[i].title, &articles[i].sms, &articles[i].full})
            add_pairs(*text, pairs);
        for (const auto pair : pairs)
            ++counts[pair];
    }
    return counts;
}

void to_front(std::size_t article, Ranking& ranking) {
    for (auto& candidate : ranking.candidates)
        candidate.likelihood = candidate.article == article ? 1 : 0;
    ranking.off_topic = 0;
}

void sort(Ranking& ranking) {
    std::ranges::stable_sort(ranking.candidates, std::greater(), &Candidate::likelihood);
}

}  // namespace

OwnWords::OwnWords(
    const std::vector<Article>& articles, const Ranker& ranker, const std::vector<Phrasing>& settled
) {
    for (std::size_t i = 0; i < articles.size(); ++i) {
        if (articles[i].id == emergency_topic) continue;
        call(articles[i].title, i);
        for (const auto& words : articles[i].colloquial)
            call(words, i);
    }
    for (const auto& [topic, text, acceptable] : settled) {
        const auto of = std::ranges::find(articles, topic, &Article::id);
        auto words = dialogs::text::bare(text);
        if (of == articles.end() || topic == emergency_topic || words.empty()) continue;
        called_[std::move(words)] = static_cast<std::size_t>(of - articles.begin());
    }
    add_phrases(articles, ranker);
}

void OwnWords::call(std::string_view words, std::size_t article) {
    if (!topics_of_bare_word(words).empty()) return;
    const auto [known, is_new] = called_.emplace(dialogs::text::bare(words), article);
    if (!is_new && known->second != article) known->second = nobody;
}

void OwnWords::add_phrases(const std::vector<Article>& articles, const Ranker& ranker) {
    std::map<std::uint64_t, int> counts;
    const auto add = [&](std::size_t number, const Pairs& pairs) {
        Phrase phrase{number, {}, 0};
        for (const auto pair : pairs) {
            const auto others = counts.find(pair);
            const double weight = others == counts.end() ? 1 : 1.0 / (1 + others->second);
            phrase.pairs.emplace(pair, weight);
            phrase.weight += weight;
        }
        if (phrase.weight >= of_its_own) phrases_.push_back(std::move(phrase));
    };
    for (std::size_t i = 0; i < articles.size(); ++i) {
        if (ranker.has_learnt(i) || articles[i].id == emergency_topic) continue;
        if (counts.empty()) counts = counted(articles, ranker);
        add(i, pairs_of(articles[i].title));
        for (const auto& words : articles[i].colloquial)
            add(i, pairs_of(words));
        add(i, pairs_of(articles[i].keywords));
    }
}

std::optional<std::size_t> OwnWords::called(std::string_view question) const {
    const auto words = dialogs::text::bare(question);
    const auto known = called_.find(words);
    if (words.empty() || known == called_.end() || known->second == nobody) return std::nullopt;
    return known->second;
}

std::map<std::size_t, double> OwnWords::named(std::string_view question) const {
    std::map<std::size_t, double> shares;
    if (phrases_.empty()) return shares;
    const auto asked = pairs_of(question);
    for (const auto& phrase : phrases_) {
        double held = 0;
        for (const auto& [pair, weight] : phrase.pairs)
            held += asked.contains(pair) ? weight : 0;
        if (held < of_its_own || held < most * phrase.weight) continue;
        auto& share = shares[phrase.article];
        share = std::max(share, held / phrase.weight);
    }
    return shares;
}

void OwnWords::heed(std::string_view question, Ranking& ranking) const {
    if (const auto article = called(question)) {
        to_front(*article, ranking);
        return sort(ranking);
    }
    const auto shares = named(question);
    if (shares.empty()) return;
    const double first = std::max(ranking.off_topic, ranking.candidates.front().likelihood);
    ranking.off_topic = 0;
    double sum = 0;
    for (auto& [article, likelihood] : ranking.candidates) {
        if (const auto share = shares.find(article); share != shares.end())
            likelihood = first * share->second / (1 - share->second + doubt);
        sum += likelihood;
    }
    for (auto& candidate : ranking.candidates)
        candidate.likelihood /= sum;
    sort(ranking);
}

}  // namespace knowledge
