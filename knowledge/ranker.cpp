#include "knowledge/ranker.h"

#include "dialogs/text/clean.h"

#include <algorithm>
#include <cmath>

namespace knowledge {
namespace {

// The weight of the articles' own words beside the classifier, and the sharpness with which scores
// become likelihoods that hold what they promise: both by the rates on what is set aside.
constexpr double lexical_weight = 0.2;
constexpr double sharpness = 0.8;
// Only the best share the likelihood: fifty small doubts would add up to a large one.
constexpr std::size_t contenders = 6;
// A class never trained on starts as low as a trained one whose words are absent.
constexpr double untrained_score = -2.0;
// Same service as the last answer: worth about a doubling of the likelihood in a short question.
constexpr double context_bonus = 0.8;
constexpr std::size_t short_question = 14;  // characters

// The likelihood of danger from what the ranking and the network make of it, each in log odds: a
// logistic fit to what is set aside and neither a rule's nor over; in every step of a tenth it is
// right as often as it says. Where few characters were written, less is to be heard in them.
constexpr double danger_bias = -1.52, danger_slope = 0.4, danger_by_character = 0.147;
constexpr std::size_t characters_heeded = 10;
constexpr double surest = 15;  // of log odds

double danger_in(std::string_view question, double likelihood, double second_opinion) {
    const auto characters = std::min(dialogs::text::code_points(question), characters_heeded);
    const double odds = std::clamp(std::log(likelihood / (1 - likelihood)), -surest, surest);
    const double sum = danger_bias + danger_slope * (odds + second_opinion) +
                       danger_by_character * static_cast<double>(characters);
    return 1 / (1 + std::exp(-sum));
}

std::size_t class_named(const Classifier& classifier, std::string_view name) {
    const auto& classes = classifier.classes();
    const auto at = std::find_if(classes.begin(), classes.end(), [&](const auto& entry) {
        return entry.name == name;
    });
    return static_cast<std::size_t>(at - classes.begin());
}

void add_texts(
    LexicalIndex& index, std::size_t number, const Article& article, const Vocabulary& vocabulary
) {
    index.add(number, article.title, 2, vocabulary);
    for (const auto& name : article.colloquial)
        index.add(number, name, 1, vocabulary);
    for (const auto& word : article.keywords)
        index.add(number, word, 1, vocabulary);
    index.add(number, article.sms, 1, vocabulary);
    index.add(number, article.full, 0.5, vocabulary);
}

// From scores, best first.
void to_likelihoods(Ranking& ranking) {
    auto& candidates = ranking.candidates;
    const auto rivals = std::min(candidates.size(), contenders);
    const double best =
        rivals == 0 ? ranking.off_topic : std::max(ranking.off_topic, candidates[0].likelihood);
    const auto raised = [best](double score) { return std::exp(sharpness * (score - best)); };
    double sum = ranking.off_topic = raised(ranking.off_topic);
    for (std::size_t i = 0; i < candidates.size(); ++i)
        sum += candidates[i].likelihood = i < rivals ? raised(candidates[i].likelihood) : 0;
    ranking.off_topic /= sum;
    for (auto& candidate : candidates)
        candidate.likelihood /= sum;
}

}  // namespace

Ranker::Ranker(const std::vector<Article>& articles, Model model)
    : classifier_(std::move(model)),
      off_topic_class_(class_named(classifier_, off_topic)),
      danger_class_(class_named(classifier_, emergency_topic)) {
    for (std::size_t i = 0; i < articles.size(); ++i) {
        topics_.push_back(articles[i].id);
        class_of_.push_back(class_named(classifier_, articles[i].id));
        add_texts(lexical_, i, articles[i], classifier_.vocabulary());
    }
    lexical_.finish();
}

Ranking Ranker::rank(std::string_view question, std::string_view service) const {
    const auto seen = features(question, classifier_.vocabulary());
    const auto terms = classifier_.terms(seen);
    const auto learnt = classifier_.scores(terms);
    const auto written = lexical_.scores(seen);
    const auto score_of = [&](std::size_t number) {
        return number < learnt.size() ? learnt[number] : untrained_score;
    };
    const bool in_context =
        !service.empty() && dialogs::text::code_points(question) <= short_question;
    Ranking ranking;
    ranking.off_topic = score_of(off_topic_class_);
    for (std::size_t i = 0; i < topics_.size(); ++i) {
        double score = score_of(class_of_[i]) + lexical_weight * written[i];
        if (in_context && topics_[i].substr(0, topics_[i].find('.')) == service)
            score += context_bonus;
        ranking.candidates.push_back({i, score});
    }
    std::stable_sort(
        ranking.candidates.begin(),
        ranking.candidates.end(),
        [](const Candidate& a, const Candidate& b) { return a.likelihood > b.likelihood; }
    );
    to_likelihoods(ranking);
    const auto danger = std::ranges::find_if(ranking.candidates, [&](const Candidate& candidate) {
        return topics_[candidate.article] == emergency_topic;
    });
    if (danger != ranking.candidates.end())
        ranking.danger = danger_in(
            question, danger->likelihood, classifier_.second_opinion(terms, danger_class_)
        );
    return ranking;
}

}  // namespace knowledge
