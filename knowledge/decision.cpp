#include "knowledge/decision.h"

#include "knowledge/passages.h"

#include <algorithm>

namespace knowledge {
namespace {

// Set by the rates on what is set aside; tests hold them.
constexpr double off_topic_at = 0.046;  // likelier than this to belong nowhere: say so
constexpr double answer_from = 0.55;    // the first candidate alone, from this likelihood
constexpr double clear_lead = 2.0;      // or when it is so many times as likely as the second
constexpr double answer_at_least = 0.38;
constexpr double choices_from = 0.3;  // less than this over three choices is a guess

using dialogs::Outcome;

Outcome how_sure(const Ranking& ranking) {
    const auto& candidates = ranking.candidates;
    if (candidates.empty() || ranking.off_topic >= off_topic_at) return Outcome::none;
    const double first = candidates.front().likelihood;
    const double second = candidates.size() > 1 ? candidates[1].likelihood : 0;
    if (first >= answer_from) return Outcome::answer;
    if (first >= answer_at_least && first >= clear_lead * second) return Outcome::answer;
    double three = 0;
    for (std::size_t i = 0; i < std::min(candidates.size(), most_choices); ++i)
        three += candidates[i].likelihood;
    return three >= choices_from ? Outcome::clarify : Outcome::none;
}

}  // namespace

Decision decide(const Ranking& ranking, const std::vector<Article>& articles) {
    const auto outcome = how_sure(ranking);
    if (outcome != Outcome::answer) return {outcome, {}};
    std::string office = deciding_office(articles[ranking.candidates.front().article]);
    return {office.empty() ? Outcome::answer : Outcome::redirect, std::move(office)};
}

}  // namespace knowledge
