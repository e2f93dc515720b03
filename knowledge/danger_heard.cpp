#include "knowledge/danger_heard.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"
#include "knowledge/alarm.h"
#include "knowledge/danger/rules.h"
#include "knowledge/danger/words.h"

#include <algorithm>
#include <cstddef>

namespace knowledge {
namespace {

// Nine in ten of the dangers kept aside, most of them told in hints, are likelier than this or
// caught by a rule, and one in a hundred other questions, many of which sound like one. Of few
// words (不知道, 我来了 are said by everybody) the classifier must be surer.
constexpr double danger_from = 0.6;
constexpr double danger_in_few_words = 0.87;
constexpr double suspicion_in_few_words = 0.7;
constexpr std::size_t few_words = 8;  // characters

bool is_everyday(std::string_view question) {
    const auto whole = dialogs::text::bare(question);
    return danger::any_word(danger::everyday(), [&](std::string_view said) {
        return said == whole;
    });
}

double danger_in(
    std::string_view question, const Ranking& ranking, const std::vector<Article>& articles
) {
    const auto at = std::ranges::find_if(ranking.candidates, [&](const Candidate& candidate) {
        return articles[candidate.article].id == emergency_topic;
    });
    if (at == ranking.candidates.end() || is_over(question) || is_everyday(question)) return 0;
    return at->likelihood;
}

bool is_brief(std::string_view question) {
    return dialogs::text::code_points(question) < few_words;
}

}  // namespace

std::string heard_danger(
    std::string_view question, const Ranking& ranking, const std::vector<Article>& articles
) {
    if (const auto danger = alarm(question)) return std::string(topic_of(*danger));
    const double wanted = is_brief(question) ? danger_in_few_words : danger_from;
    const bool is_likely = danger_in(question, ranking, articles) >= wanted;
    return std::string(is_likely ? emergency_topic : "");
}

double suspected_danger(
    std::string_view question, const Ranking& ranking, const std::vector<Article>& articles
) {
    const double likelihood = danger_in(question, ranking, articles);
    return is_brief(question) && likelihood < suspicion_in_few_words ? 0 : likelihood;
}

}  // namespace knowledge
