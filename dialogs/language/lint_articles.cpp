#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

namespace {

constexpr std::chrono::days notice{7};  // a review takes a clerk some days

bool is_about(const ArticleFacts& article, const std::string& topic) {
    return topic == article.topic || topic == article.service ||
           topic == article.topic.substr(0, article.topic.find('.'));
}

void check_topics(
    const Step& step, const Answer& answer, const Surroundings& around, Problems& problems
) {
    for (const std::string& topic : answer.topics) {
        bool known = false;
        bool published = false;
        for (const ArticleFacts& article : *around.articles) {
            if (!is_about(article, topic)) continue;
            known = true;
            published = published || article.effective_from <= around.today;
        }
        if (published) continue;
        const char* const wrong =
            known ? "no article on '{}' is in force yet" : "there is no article on '{}'";
        complain(problems, step.mark, fmt::format(fmt::runtime(wrong), topic), "D040");
    }
}

void check_facet(
    const Next& next, const Mark& mark, const Surroundings& around, Problems& problems
) {
    if (next.answer_facet.empty()) return;
    const auto& articles = *around.articles;
    const bool known =
        std::any_of(articles.begin(), articles.end(), [&](const ArticleFacts& article) {
            return article.facets.contains(next.answer_facet);
        });
    if (!known)
        complain(
            problems, mark, fmt::format("no article has the facet '{}'", next.answer_facet), "D040"
        );
}

// Articles that some step may answer from.
bool is_used(const Script& script, const ArticleFacts& article) {
    for (const auto& [id, flow] : script.flows) {
        for (const Step& step : flow.steps) {
            const Answer* const answer = std::get_if<Answer>(&step.kind);
            if (answer == nullptr) continue;
            const auto about = [&](const std::string& topic) { return is_about(article, topic); };
            if (answer->topics.empty() ||
                std::any_of(answer->topics.begin(), answer->topics.end(), about))
                return true;
        }
    }
    return false;
}

std::string iso(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
}

void check_review(const ArticleFacts& article, std::chrono::sys_days today, Problems& problems) {
    if (article.review_by >= today + notice) return;
    const char* const when = article.review_by < today ? "was" : "is";
    warn(
        problems,
        article.mark,
        "D041",
        fmt::format(
            "article '{}' {} due for review on {}", article.topic, when, iso(article.review_by)
        )
    );
}

}  // namespace

void check_articles(const Script& script, const Surroundings& around, Problems& problems) {
    if (!around.articles) return;
    for (const auto& [id, flow] : script.flows) {
        for (const Step& step : flow.steps) {
            if (const Answer* answer = std::get_if<Answer>(&step.kind))
                check_topics(step, *answer, around, problems);
            check_facet(step.next, step.mark, around, problems);
            for (const Choice* choice : choices_of(step))
                check_facet(choice->next, choice->mark, around, problems);
        }
    }
    for (const ArticleFacts& article : *around.articles)
        if (is_used(script, article)) check_review(article, around.today, problems);
}

}  // namespace dialogs::language
