#include "knowledge/library.h"

#include "knowledge/alarm.h"
#include "knowledge/bare_words.h"
#include "knowledge/danger_heard.h"
#include "knowledge/decision.h"
#include "knowledge/embedded_model.h"
#include "knowledge/follow_up.h"
#include "knowledge/own_words.h"
#include "knowledge/passages.h"
#include "knowledge/shelves.h"
#include "knowledge/sides.h"
#include "knowledge/two_answers.h"

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
    OwnWords own_words;

    Shelves(std::vector<Article> read, Model model, const std::vector<Phrasing>& settled)
        : articles(std::move(read)),
          ranker(articles, std::move(model)),
          own_words(articles, ranker, settled) {
        for (std::size_t i = 0; i < articles.size(); ++i)
            number_of.emplace(articles[i].id, i);
    }
};

namespace {

constexpr std::size_t most_ranked = 5;

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

// A danger is an alarm, never an answer among others: what is not likely enough for that is left
// out.
void leave_out_emergency(const std::vector<Article>& articles, Ranking& ranking) {
    std::erase_if(ranking.candidates, [&](const Candidate& candidate) {
        return articles[candidate.article].id == emergency_topic;
    });
}

Result<std::string> read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{Fault::not_found, path + ": cannot be read"};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

Found told(dialogs::Passage passage) {
    Found found{outcome_of(passage), {}};
    found.passages.push_back(std::move(passage));
    return found;
}

Found told_next(dialogs::Passage passage) {
    auto found = told(std::move(passage));
    found.follows_up = true;
    return found;
}

std::size_t most_shown(Outcome outcome) {
    if (is_told(outcome)) return 1;
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
    const std::vector<Replacement>& replacements,
    const std::vector<Phrasing>& settled
) {
    auto read = read_articles(articles, replacements);
    if (!read) return read.error();
    Result<std::string> file = std::string();
    if (!model_file.empty()) file = read_file(model_file);
    if (!file) return file.error();
    auto model = model_file.empty() ? read_model(embedded_model()) : copy_model(*file);
    if (!model) return model.error();
    return Library(std::make_unique<const Shelves>(std::move(*read), std::move(*model), settled));
}

const std::vector<Article>& Library::articles() const { return shelves_->articles; }

const Article* Library::find(std::string_view topic) const {
    const auto at = shelves_->number_of.find(topic);
    return at == shelves_->number_of.end() ? nullptr : &shelves_->articles[at->second];
}

std::optional<dialogs::Alarm> Library::danger(std::string_view text) const {
    if (auto by_rule = alarm(text)) return by_rule;
    const auto* article = find(emergency_topic);
    if (article == nullptr) return std::nullopt;
    if (heard_danger(text, shelves_->ranker.rank(text, {})).empty()) return std::nullopt;
    return dialogs::Alarm{"knowledge", passage_of(*article, 1).sms};
}

Ranked Library::rank(std::string_view question, std::string_view context_topic) const {
    auto ranking = shelves_->ranker.rank(question, service_of(context_topic));
    const auto danger = heard_danger(question, ranking);
    const double suspected = suspected_danger(question, ranking);
    shelves_->own_words.heed(question, ranking);
    auto decision = decide(ranking, shelves_->articles);
    Ranked ranked{decision.outcome, std::move(decision.office), {}};
    if (danger.empty()) {
        ranked.danger = suspected;
    } else {
        ranked.outcome = Outcome::emergency;
        ranked.office.clear();
        ranked.topics.emplace_back(danger, 1.0);
    }
    for (const auto& [number, likelihood] : ranking.candidates) {
        if (ranked.topics.size() == most_ranked) break;
        const auto& id = shelves_->articles[number].id;
        if (id != danger) ranked.topics.emplace_back(id, likelihood);
    }
    return ranked;
}

Found Library::shown(Ranking ranking, const dialogs::LookUp& wanted) const {
    restrict_to(wanted.topics, shelves_->articles, ranking);
    leave_out_emergency(shelves_->articles, ranking);
    Found found{decide(ranking, shelves_->articles).outcome, {}};
    const auto most = most_shown(found.outcome);
    for (std::size_t i = 0; i < std::min(most, ranking.candidates.size()); ++i) {
        const auto& [number, likelihood] = ranking.candidates[i];
        found.passages.push_back(passage_of(shelves_->articles[number], likelihood));
    }
    return found;
}

Found Library::answered(const std::string& question, const dialogs::LookUp& wanted) const {
    auto ranking = shelves_->ranker.rank(question, service_of(wanted.context_topic));
    shelves_->own_words.heed(question, ranking);
    return shown(std::move(ranking), wanted);
}

Found Library::bare_word(const dialogs::LookUp& wanted) const {
    if (!wanted.topics.empty()) return {};
    Found found{Outcome::clarify, {}};
    for (const auto topic : topics_of_bare_word(wanted.question)) {
        if (const auto* article = find(topic))
            found.passages.push_back(passage_of(*article, 1.0 / most_choices));
    }
    return found;
}

Found Library::look_up(const dialogs::LookUp& wanted) const {
    // No question, one topic: it was picked from a list.
    if (wanted.question.empty() && wanted.facet.empty() && wanted.topics.size() == 1) {
        const auto* picked = find(wanted.topics.front());
        return picked ? told(passage_of(*picked, 1)) : Found{};
    }
    auto ranking = shelves_->ranker.rank(wanted.question, service_of(wanted.context_topic));
    const auto danger =
        wanted.facet.empty() ? heard_danger(wanted.question, ranking) : std::string();
    if (const auto* article = find(danger)) return {Outcome::emergency, {passage_of(*article, 1)}};
    const bool perhaps = wanted.facet.empty() && may_be_danger(wanted.question, ranking);
    auto found = found_for(wanted, std::move(ranking));
    found.perhaps_danger = perhaps;
    return found;
}

Found Library::found_for(const dialogs::LookUp& wanted, Ranking ranking) const {
    const auto& articles = shelves_->articles;
    const std::string_view question = wanted.question;
    if (!wanted.facet.empty()) {
        auto passage = side_of(articles, wanted.context_topic, wanted.facet);
        return passage ? told_next(std::move(*passage)) : Found{};
    }
    const auto asked = wanted.context_topic.empty() ? std::string_view() : asked_facet(question);
    if (auto passage = followed_up(articles, wanted.context_topic, asked))
        return told_next(std::move(*passage));
    if (const auto called = shelves_->own_words.called(question);
        called && is_wanted(articles[*called], wanted.topics))
        return with_sides(articles, told(passage_of(articles[*called], 1)), {question});
    if (auto found = bare_word(wanted); !found.passages.empty()) return found;
    const auto answer = [&](const std::string& one) { return answered(one, wanted); };
    if (auto found = two_answers(question, ranking, articles, answer); !found.passages.empty())
        return found;
    shelves_->own_words.heed(question, ranking);
    auto found = shown(std::move(ranking), wanted);
    return is_told(found.outcome) ? with_sides(articles, std::move(found), {question}) : found;
}

}  // namespace knowledge
