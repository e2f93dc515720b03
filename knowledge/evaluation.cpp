#include "knowledge/evaluation.h"

#include "knowledge/alarm.h"
#include "knowledge/passages.h"
#include "knowledge/ranking/corpus.h"
#include "knowledge/ranking/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <span>

namespace knowledge {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Outcome;

bool is_emergency(std::string_view topic) { return topic == emergency_topic; }

bool is_acceptable(const Question& question, std::string_view topic) {
    return std::ranges::find(question.acceptable, topic) != question.acceptable.end();
}

void count_answerable(const Question& question, const Ranked& ranked, Evaluation& into) {
    ++into.answerable;
    if (ranked.outcome == Outcome::none) ++into.declined;
    const auto is_meant = [&](const auto& entry) { return entry.first == question.topic; };
    const auto serves = [&](const auto& entry) {
        return is_meant(entry) || is_acceptable(question, entry.first);
    };
    const std::span topics(ranked.topics.data(), std::min<std::size_t>(ranked.topics.size(), 3));
    const auto first = topics.first(std::min<std::size_t>(topics.size(), 1));
    if (std::ranges::any_of(topics, is_meant)) ++into.third;
    if (std::ranges::any_of(topics, serves)) ++into.third_or_acceptable;
    if (std::ranges::any_of(first, is_meant)) ++into.first;
    if (std::ranges::any_of(first, serves)) {
        ++into.first_or_acceptable;
        return;
    }
    ++into.confusions[{question.topic, first.empty() ? std::string() : first.front().first}];
}

void count_certainty(const Question& question, const Ranked& ranked, Evaluation& into) {
    if (ranked.topics.empty() || ranked.outcome == Outcome::emergency) return;
    const auto& [first, likelihood] = ranked.topics.front();
    auto& step = into.reliability[std::min<std::size_t>(
        static_cast<std::size_t>(likelihood * 10), into.reliability.size() - 1
    )];
    ++step.count;
    step.sure += likelihood;
    if (first == question.topic || is_acceptable(question, first)) ++step.right;
}

// A redirect to another office than the one meant still sends the person away from us rightly.
void count_redirect(
    const Library& library, const Question& question, const Ranked& ranked, Evaluation& into
) {
    const auto* meant = library.find(question.topic);
    const bool is_elsewhere = meant && !deciding_office(*meant).empty();
    const bool redirected = ranked.outcome == Outcome::redirect;
    if (is_elsewhere) ++into.elsewhere;
    if (redirected) ++(is_elsewhere ? into.redirected : into.wrongly_redirected);
    ++into.outcomes[ranked.outcome];
}

bool is_danger(const Question& question) {
    return is_emergency(question.topic) || question.topic == child_topic ||
           is_acceptable(question, emergency_topic);
}

void count_suspicion(const Question& question, const Ranked& ranked, Evaluation& into) {
    for (auto& suspicion : into.suspicions) {
        if (ranked.danger < suspicion.from) continue;
        ++(is_emergency(question.topic) ? suspicion.dangers : suspicion.others);
    }
}

// "topic,acceptable" before the tab; "-" alone is off topic.
Question question_of(std::string_view topics, std::string_view text) {
    auto all = read_topics(topics);
    Question question{std::string(text), {}, {}};
    if (all.empty()) return question;
    if (all.front() != off_topic) question.topic = std::move(all.front());
    all.erase(all.begin());
    question.acceptable = std::move(all);
    return question;
}

}  // namespace

double percent(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

Evaluation evaluate(const Library& library, const std::vector<Question>& questions) {
    Evaluation evaluation;
    for (const auto& question : questions) {
        const auto ranked = library.rank(question.text);
        count_certainty(question, ranked, evaluation);
        count_redirect(library, question, ranked, evaluation);
        count_suspicion(question, ranked, evaluation);
        const bool raised = ranked.outcome == Outcome::emergency;
        if (is_emergency(question.topic)) {
            ++evaluation.emergencies;
            if (raised) ++evaluation.emergencies_caught;
        } else if (raised && !is_danger(question)) {
            ++evaluation.false_alarms;
        }
        if (!question.topic.empty()) {
            count_answerable(question, ranked, evaluation);
            continue;
        }
        ++evaluation.off_topic;
        if (ranked.outcome == Outcome::none) ++evaluation.off_topic_declined;
    }
    return evaluation;
}

dialogs::Result<std::vector<Question>> questions_set_aside(
    const std::string& folder, const Library& library
) {
    const auto phrasings = read_phrasings(folder);
    if (!phrasings) return phrasings.error();
    std::set<std::string_view> written;
    for (const auto& article : library.articles()) {
        written.insert(article.colloquial.begin(), article.colloquial.end());
        written.insert(article.keywords.begin(), article.keywords.end());
    }
    std::vector<Question> questions;
    for (const auto& [topic, text, acceptable] : *phrasings) {
        if (!is_set_aside(text) || written.contains(text)) continue;
        questions.push_back({text, topic == off_topic ? "" : topic, acceptable});
    }
    return questions;
}

dialogs::Result<std::vector<Question>> read_questions(const std::string& file) {
    std::ifstream in(file);
    if (!in) return Error{Fault::not_found, file + ": cannot be read"};
    std::vector<Question> questions;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.empty() || line.front() == '#') continue;
        const auto tab = line.find('\t');
        if (tab == std::string::npos)
            return Error{
                Fault::malformed,
                fmt::format("{}:{}:1: no tab between topic and question", file, number)};
        questions.push_back(question_of(
            std::string_view(line).substr(0, tab), std::string_view(line).substr(tab + 1)
        ));
    }
    return questions;
}

std::string report(const Evaluation& e) {
    auto text = fmt::format(
        "first {:.1f} % (or acceptable {:.1f} %), in the first three {:.1f} % ({:.1f} %), declined "
        "{:.1f} % of {} answerable\n"
        "off topic declined {:.1f} % of {}; emergencies caught {} of {}, false alarms {}\n",
        percent(e.first, e.answerable),
        percent(e.first_or_acceptable, e.answerable),
        percent(e.third, e.answerable),
        percent(e.third_or_acceptable, e.answerable),
        percent(e.declined, e.answerable),
        e.answerable,
        percent(e.off_topic_declined, e.off_topic),
        e.off_topic,
        e.emergencies_caught,
        e.emergencies,
        e.false_alarms
    );
    text += fmt::format(
        "redirect {:.1f} % of {} that another office decides, and {} others\noutcomes:",
        percent(e.redirected, e.elsewhere),
        e.elsewhere,
        e.wrongly_redirected
    );
    for (const auto& [outcome, times] : e.outcomes)
        text += fmt::format(" {} {}", name_of(outcome), times);
    text += "\nperhaps a danger, where no alarm is raised:\n";
    const auto others = e.answerable + e.off_topic - e.emergencies;
    for (const auto& [from, dangers, falsely] : e.suspicions) {
        text += fmt::format(
            "  from {:3.0f} %: {} of {} more dangers, {:.2f} % of {} others\n",
            100 * from,
            dangers,
            e.emergencies - e.emergencies_caught,
            percent(falsely, others),
            others
        );
    }
    for (const auto& [count, right, sure] : e.reliability) {
        if (count == 0) continue;
        text += fmt::format(
            "  sure {:3.0f} %, right {:3.0f} % of {}\n",
            100 * sure / static_cast<double>(count),
            percent(right, count),
            count
        );
    }
    std::vector<std::pair<std::size_t, std::string>> worst;
    for (const auto& [pair, times] : e.confusions) {
        if (times > 1) worst.emplace_back(times, fmt::format("{} -> {}", pair.first, pair.second));
    }
    std::sort(worst.rbegin(), worst.rend());
    constexpr std::size_t most_shown = 20;
    worst.resize(std::min(worst.size(), most_shown));
    for (const auto& [times, pair] : worst)
        text += fmt::format("  {} x {}\n", times, pair);
    return text;
}

}  // namespace knowledge
