#include "knowledge/two_answers.h"

#include "knowledge/decision.h"
#include "knowledge/follow_up.h"
#include "knowledge/sentences.h"
#include "knowledge/sides.h"

#include <algorithm>

namespace knowledge {
namespace {

using dialogs::Found;
using Answer = std::function<Found(const std::string& question)>;

// A comma seldom parts two questions: each side must surely be answered by a service of its own,
// and the whole message must speak of both.
constexpr double sure_of_a_clause = 0.7;
constexpr double heard_in_whole = 0.03;

bool is_heard_in(
    const Ranking& whole, const std::string& topic, const std::vector<Article>& articles
) {
    return std::ranges::any_of(whole.candidates, [&](const Candidate& candidate) {
        return articles[candidate.article].id == topic && candidate.likelihood >= heard_in_whole;
    });
}

bool are_two(const Found& found, const Ranking& whole, const std::vector<Article>& articles) {
    const auto& one = found.passages.front().topic;
    const auto& other = found.passages.back().topic;
    if (service_of(one) == service_of(other)) return false;
    return std::ranges::all_of(found.passages, [&](const dialogs::Passage& passage) {
        return passage.score >= sure_of_a_clause && service_of(passage.topic) != general_service &&
               is_heard_in(whole, passage.topic, articles);
    });
}

// Of two articles, or nothing.
Found pair_of(const std::string& first, const std::string& second, const Answer& answer) {
    auto one = answer(first);
    auto other = answer(second);
    if (!is_told(one.outcome) || !is_told(other.outcome)) return Found{};
    if (one.passages.front().topic == other.passages.front().topic) return Found{};
    one.passages.push_back(std::move(other.passages.front()));
    return one;
}

}  // namespace

Found two_answers(
    std::string_view message,
    const Ranking& whole,
    const std::vector<Article>& articles,
    const Answer& answer
) {
    for (const auto& [first, second] : two_questions(message)) {
        auto found = pair_of(first, second, answer);
        if (!found.passages.empty()) return with_sides(articles, std::move(found), {first, second});
    }
    for (const auto& [first, second] : two_clauses(message)) {
        if (!asked_facet(first).empty() || !asked_facet(second).empty()) continue;
        auto found = pair_of(first, second, answer);
        if (!found.passages.empty() && are_two(found, whole, articles))
            return with_sides(articles, std::move(found), {first, second});
    }
    return {};
}

}  // namespace knowledge
