#include "knowledge/sides.h"

#include "knowledge/alarm.h"
#include "knowledge/basis.h"
#include "knowledge/follow_up.h"
#include "knowledge/passages.h"

#include <algorithm>
#include <array>

namespace knowledge {
namespace {

using dialogs::Passage;

constexpr std::string_view no_fees_topic = "svc.scam";  // applying costs nothing
constexpr std::string_view amount_facet = "amount";
constexpr std::string_view appeal_facet = "appeal";

constexpr std::array<std::string_view, 4> missed = {"materials", "time_limit", "amount", "where"};

const Article* find(const std::vector<Article>& articles, std::string_view topic) {
    const auto at = std::ranges::find(articles, topic, &Article::id);
    return at == articles.end() ? nullptr : &*at;
}

// "不收费", "收费由各院自定", "免哪些": what the person pays, not what is paid out.
bool names_a_fee(std::string_view amount) {
    return amount.find("收费") != amount.npos || amount.find("免") != amount.npos;
}

std::string_view facet_of(std::string_view asked) {
    return asked == asked_fee ? amount_facet : asked;
}

// What is paid out says nothing of what it costs to apply: nothing, as the general service says.
std::optional<Passage> told(
    const std::vector<Article>& articles, const Article& article, std::string_view asked
) {
    const bool is_fee = asked == asked_fee;
    auto passage = side_of(articles, article.id, facet_of(asked));
    if (passage && (!is_fee || names_a_fee(passage->sms))) return passage;
    const bool is_ours = article.office.empty();
    const bool is_general = service_of(article.id) == general_service;
    if (is_fee && is_ours && (passage || is_general)) {
        if (const auto* no_fees = find(articles, no_fees_topic)) return passage_of(*no_fees, 1);
    }
    return std::nullopt;
}

// Whether an article of ours as a whole is silent about it: who may apply and how is told in its
// text all the same, and of other offices' affairs it is said that they are theirs.
bool misses(const Article& article, std::string_view asked) {
    return article.office.empty() && service_of(article.id) != general_service &&
           std::ranges::find(missed, asked) != missed.end();
}

// Whichever answer another office decides, it can be passed on.
dialogs::Outcome outcome_of_all(const std::vector<Passage>& passages) {
    const bool elsewhere = std::ranges::any_of(passages, [](const Passage& passage) {
        return !passage.office.empty();
    });
    return elsewhere ? dialogs::Outcome::redirect : dialogs::Outcome::answer;
}

}  // namespace

std::optional<Passage> side_of(
    const std::vector<Article>& articles, std::string_view topic, std::string_view name
) {
    const auto* article = find(articles, topic);
    if (article == nullptr) return std::nullopt;
    if (name == basis_facet && !article->sources.empty()) return basis_of(*article, 1);
    const auto facet = article->facets.find(name);
    if (facet == article->facets.end()) {
        const bool is_itself = is_facet_of_another(topic, name, articles);
        return is_itself ? std::optional(passage_of(*article, 1)) : std::nullopt;
    }
    if (!facet->second.text.empty()) return passage_of(*article, name, 1);
    return passage_of(*find(articles, facet->second.see), 1);
}

std::optional<Passage> followed_up(
    const std::vector<Article>& articles, std::string_view topic, std::string_view asked
) {
    const auto* article = find(articles, topic);
    if (article == nullptr || asked.empty() || topic == emergency_topic) return std::nullopt;
    if (auto passage = told(articles, *article, asked)) return passage;
    const bool is_general = service_of(topic) == general_service;
    if (asked == appeal_facet && is_general) return std::nullopt;
    return passage_untold(*article, facet_of(asked), 1);
}

Passage with_side(const std::vector<Article>& articles, Passage answer, std::string_view question) {
    const auto asked = named_facet(question);
    const auto* article = find(articles, answer.topic);
    if (asked.empty() || article == nullptr || article->id == emergency_topic) return answer;
    const auto name = facet_of(asked);
    auto side = told(articles, *article, asked);
    if (!side) {
        return misses(*article, asked) ? passage_lacking(*article, name, answer.score) : answer;
    }
    side->score = answer.score;
    // 五保户看病花钱不 is not answered by what applying costs.
    if (side->topic != answer.topic) return asked == asked_fee ? answer : std::move(*side);
    return article->facets.contains(name) ? passage_from(*article, name, answer.score) : answer;
}

dialogs::Found with_sides(
    const std::vector<Article>& articles,
    dialogs::Found found,
    std::initializer_list<std::string_view> questions
) {
    auto question = questions.begin();
    for (auto& passage : found.passages)
        passage = with_side(articles, std::move(passage), *question++);
    found.outcome = outcome_of_all(found.passages);
    return found;
}

}  // namespace knowledge
