#include "knowledge/library.h"

#include "knowledge/alarm.h"
#include "knowledge/decision.h"
#include "knowledge/embedded_model.h"
#include "knowledge/follow_up.h"
#include "knowledge/passages.h"
#include "knowledge/sentences.h"
#include "knowledge/shelves.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

namespace knowledge {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Found;
using dialogs::Outcome;
using dialogs::Result;

struct Library::Shelves {
    std::vector<Article> articles;
    std::map<std::string, std::size_t, std::less<>> number_of;
    Ranker ranker;

    Shelves(std::vector<Article> read, Model model)
        : articles(std::move(read)), ranker(articles, std::move(model)) {
        for (std::size_t i = 0; i < articles.size(); ++i)
            number_of.emplace(articles[i].id, i);
    }
};

namespace {

constexpr std::size_t most_ranked = 5;
// The classifier alone raises no alarm in doubt: a story of an old misfortune is full of its words.
constexpr double danger_from = 0.45;

// How things go in general: not about one service, so without its sides.
constexpr std::string_view general_service = "svc";

std::string_view service_of(std::string_view topic) { return topic.substr(0, topic.find('.')); }

bool is_wanted(const Article& article, const std::vector<std::string>& topics) {
    if (topics.empty()) return true;
    return std::any_of(topics.begin(), topics.end(), [&](const std::string& topic) {
        return topic == article.id || topic == service_of(article.id) || topic == article.service;
    });
}

// Keeps only the wanted articles. What the others take away stays away: a likelihood says how sure
// we are of an answer, not how sure among those we may give.
void restrict_to(
    const std::vector<std::string>& topics, const std::vector<Article>& articles, Ranking& ranking
) {
    std::erase_if(ranking.candidates, [&](const Candidate& candidate) {
        return !is_wanted(articles[candidate.article], topics);
    });
}

// Asked for materials when the article is the one on materials: others say so by referring to it.
bool is_facet_of_another(
    std::string_view topic, std::string_view name, const std::vector<Article>& articles
) {
    return std::any_of(articles.begin(), articles.end(), [&](const Article& article) {
        const auto facet = article.facets.find(name);
        return facet != article.facets.end() && facet->second.see == topic;
    });
}

// The topic of a danger that the rules see, or that the classifier is sure of; empty if there is
// none.
std::string danger_topic(
    std::string_view question, const Ranking& ranking, const std::vector<Article>& articles
) {
    if (const auto danger = alarm(question)) return std::string(topic_of(*danger));
    if (ranking.candidates.empty()) return {};
    const auto& [number, likelihood] = ranking.candidates.front();
    const auto& id = articles[number].id;
    return id == emergency_topic && likelihood >= danger_from ? id : std::string();
}

Result<std::string> read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{Fault::not_found, path + ": cannot be read"};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

std::size_t most_shown(Outcome outcome) {
    if (outcome == Outcome::answer) return 1;
    return outcome == Outcome::clarify ? most_choices : 0;
}

}  // namespace

Library::Library(std::unique_ptr<const Shelves> shelves) : shelves_(std::move(shelves)) {}
Library::Library(Library&&) noexcept = default;
Library& Library::operator=(Library&&) noexcept = default;
Library::~Library() = default;

Result<Library> Library::load(
    const std::string& articles,
    const std::string& model_file,
    const std::vector<Replacement>& replacements
) {
    auto read = read_articles(articles, replacements);
    if (!read) return read.error();
    std::string bytes(embedded_model());
    if (!model_file.empty()) {
        auto file = read_file(model_file);
        if (!file) return file.error();
        bytes = std::move(*file);
    }
    auto model = read_model(bytes);
    if (!model) return model.error();
    return Library(std::make_unique<const Shelves>(std::move(*read), std::move(*model)));
}

const std::vector<Article>& Library::articles() const { return shelves_->articles; }

const Article* Library::find(std::string_view topic) const {
    const auto at = shelves_->number_of.find(topic);
    return at == shelves_->number_of.end() ? nullptr : &shelves_->articles[at->second];
}

Ranked Library::rank(std::string_view question, std::string_view context_topic) const {
    const auto ranking = shelves_->ranker.rank(question, service_of(context_topic));
    Ranked ranked{decide(ranking), {}};
    const auto danger = danger_topic(question, ranking, shelves_->articles);
    if (!danger.empty()) {
        ranked.outcome = Outcome::emergency;
        ranked.topics.emplace_back(danger, 1.0);
    }
    for (const auto& [number, likelihood] : ranking.candidates) {
        if (ranked.topics.size() == most_ranked) break;
        const auto& id = shelves_->articles[number].id;
        if (id != danger) ranked.topics.emplace_back(id, likelihood);
    }
    return ranked;
}

std::optional<dialogs::Passage> Library::facet(std::string_view topic, std::string_view name)
    const {
    const auto* article = find(topic);
    if (article == nullptr) return std::nullopt;
    const auto facet = article->facets.find(name);
    if (facet == article->facets.end()) {
        const bool is_itself = is_facet_of_another(topic, name, shelves_->articles);
        return is_itself ? std::optional(passage_of(*article, 1)) : std::nullopt;
    }
    if (!facet->second.text.empty()) return passage_of(*article, name, 1);
    return passage_of(*find(facet->second.see), 1);
}

Found Library::shown(Ranking ranking, const dialogs::LookUp& wanted) const {
    restrict_to(wanted.topics, shelves_->articles, ranking);
    Found found{decide(ranking), {}};
    const auto most = most_shown(found.outcome);
    for (std::size_t i = 0; i < std::min(most, ranking.candidates.size()); ++i) {
        const auto& [number, likelihood] = ranking.candidates[i];
        found.passages.push_back(passage_of(shelves_->articles[number], likelihood));
    }
    return found;
}

Found Library::both(const dialogs::LookUp& wanted) const {
    const auto answered = [&](std::string_view question) {
        return shown(shelves_->ranker.rank(question, service_of(wanted.context_topic)), wanted);
    };
    for (const auto& [first, second] : two_questions(wanted.question)) {
        auto one = answered(first);
        auto other = answered(second);
        if (one.outcome != Outcome::answer || other.outcome != Outcome::answer) continue;
        if (one.passages.front().topic == other.passages.front().topic) continue;
        one.passages.push_back(std::move(other.passages.front()));
        return one;
    }
    return {};
}

Found Library::look_up(const dialogs::LookUp& wanted) const {
    // No question, one topic: it was picked from a list.
    if (wanted.question.empty() && wanted.facet.empty() && wanted.topics.size() == 1) {
        const auto* picked = find(wanted.topics.front());
        return picked ? Found{Outcome::answer, {passage_of(*picked, 1)}} : Found{};
    }
    auto ranking = shelves_->ranker.rank(wanted.question, service_of(wanted.context_topic));
    const auto danger = wanted.facet.empty()
                            ? danger_topic(wanted.question, ranking, shelves_->articles)
                            : std::string();
    if (const auto* article = find(danger)) return {Outcome::emergency, {passage_of(*article, 1)}};
    const auto asked = wanted.facet.empty() ? asked_facet(wanted.question) : wanted.facet;
    if (auto passage = facet(wanted.context_topic, asked))
        return {Outcome::answer, {std::move(*passage)}};
    if (!wanted.facet.empty()) return {};
    if (auto found = both(wanted); !found.passages.empty()) return found;
    return shown(std::move(ranking), wanted);
}

std::vector<OpenPoint> gaps(const Library& library) {
    std::vector<OpenPoint> found;
    for (const auto& article : library.articles()) {
        if (article.sources.front().article.empty())
            found.push_back({article.id, "the source that is cited names no article"});
        const bool ours = article.office.empty() && service_of(article.id) != general_service;
        if (!ours) continue;
        std::string missing;
        for (const auto name : facet_names) {
            const bool told = article.facets.contains(name) ||
                              is_facet_of_another(article.id, name, library.articles());
            if (!told) missing += (missing.empty() ? "" : "、") + std::string(facet_label(name));
        }
        if (!missing.empty()) found.push_back({article.id, "says nothing of " + missing});
    }
    return found;
}

std::vector<OpenPoint> open_points(const Library& library, Day today) {
    std::vector<OpenPoint> points;
    for (const auto& article : library.articles()) {
        for (const auto& [name, value] : article.local_values) {
            if (value.empty())
                points.push_back(
                    {article.id, fmt::format("local value '{}' is not filled in", name)}
                );
        }
        const auto& due = article.review_by;
        if (due < today)
            points.push_back(
                {article.id,
                 fmt::format(
                     "review was due on {:04}-{:02}-{:02}",
                     int{due.year()},
                     unsigned{due.month()},
                     unsigned{due.day()}
                 )}
            );
    }
    return points;
}

}  // namespace knowledge
