#include "gateway/cli/saved_run.h"

#include "knowledge/alarm.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace gateway::cli {
namespace {

// JSON's strings are YAML's, too.
std::string quoted(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string mapping(const std::map<std::string, std::string>& entries) {
    std::string text;
    for (const auto& [key, value] : entries)
        text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", key, quoted(value));
    return "{" + text + "}";
}

std::string list(const std::vector<std::string>& items) {
    std::string text;
    for (const auto& item : items)
        text += (text.empty() ? "" : ", ") + item;
    return "[" + text + "]";
}

std::string china_time(dialogs::Time time) {
    const auto local = std::chrono::floor<std::chrono::seconds>(time + std::chrono::hours(8));
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}+08:00", local);
}

}  // namespace

void SavedRun::add_message(const std::string& text, const Rehearsed& played) {
    if (const auto alarm = knowledge::alarm(text)) alarms_.emplace_back(text, *alarm);
    for (const auto& [question, answer] : played.answered) {
        if (const auto* wanted = std::get_if<dialogs::LookUp>(&question))
            keep(*wanted, std::get<dialogs::Found>(answer));
        if (const auto* wanted = std::get_if<dialogs::Act>(&question)) {
            const auto* done = std::get_if<dialogs::Done>(&answer);
            acts_[wanted->action].push_back(
                done ? "{result: " + mapping(done->result) + "}" : "{fails: true}"
            );
        }
    }
    add("user: " + quoted(text), played.trace, played.session);
}

void SavedRun::add_advance(
    std::chrono::seconds by, const std::vector<dialogs::Trace>& trace, const dialogs::Session& after
) {
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(by);
    const bool whole = minutes == by;
    add(whole ? fmt::format("advance: {}m", minutes.count())
              : fmt::format("advance: {}s", by.count()),
        trace,
        after);
}

void SavedRun::add_clerk(
    const std::string& how, const std::vector<dialogs::Trace>& trace, const dialogs::Session& after
) {
    // Nothing but a grade is asked for with the news.
    may_rate_ = may_rate_ || after.status == dialogs::SessionStatus::active;
    add("clerk: " + how, trace, after);
}

void SavedRun::add(
    std::string happening, const std::vector<dialogs::Trace>& trace, const dialogs::Session& after
) {
    std::vector<std::string> expected;
    for (const auto& entry : trace)
        if (entry.kind == "said") expected.push_back("{said: " + quoted(entry.where) + "}");
    if (expected.empty()) expected.push_back("{silent: true}");
    if (after.status == dialogs::SessionStatus::active && !after.stack.empty() &&
        after.stack.back().field.empty())
        expected.push_back(
            "{waiting: " + after.stack.back().flow + "." + after.stack.back().step + "}"
        );
    if (!handed_over_ && after.handoff.contains("case_no")) handed_over_ = after.handoff;
    moments_.push_back(fmt::format("  - {}\n    expect: {}\n", happening, list(expected)));
}

void SavedRun::keep(const dialogs::LookUp& wanted, const dialogs::Found& found) {
    if (!wanted.facet.empty()) return keep_facet(wanted, found);
    std::vector<std::string> topics;
    for (const auto& passage : found.passages) {
        keep_passage(passage);
        known_as_[passage.topic] = passage.topic;
        topics.push_back(passage.topic);
    }
    if (wanted.question.empty() || (topics.empty() && !found.perhaps_danger)) return;
    const bool clarify = found.outcome == dialogs::Outcome::clarify;
    questions_.push_back(
        {wanted.question,
         clarify ? std::vector<std::string>{} : topics,
         clarify ? topics : std::vector<std::string>{},
         found.perhaps_danger,
         found.outcome == dialogs::Outcome::emergency}
    );
}

// A facet may be told by another article; in the test it stays one of the article it was asked of.
void SavedRun::keep_facet(const dialogs::LookUp& wanted, const dialogs::Found& found) {
    if (found.passages.empty()) return;
    const auto known = known_as_.find(wanted.context_topic);
    const std::string topic = known == known_as_.end() ? wanted.context_topic : known->second;
    const auto& passage = found.passages.front();
    auto& facets = articles_[topic].facets;
    facets[wanted.facet] = passage.sms;
    for (const auto& facet : passage.facets)
        facets.try_emplace(facet, "…");
    known_as_[passage.topic] = topic;
}

void SavedRun::keep_passage(const dialogs::Passage& passage) {
    auto& shown = articles_[passage.topic];
    if (shown.passage.topic.empty()) shown.passage = passage;
    for (const auto& facet : passage.facets)
        shown.facets.try_emplace(facet, "…");
}

std::string SavedRun::given() const {
    std::string text = fmt::format("  channel: {}\n  now: \"{}\"\n", channel_, china_time(begun_));
    if (!phone_.empty()) text += fmt::format("  contact: {{phone: {}}}\n", quoted(phone_));
    if (handed_over_)
        text += fmt::format(
            "  office_open: {}\n  next_open: {}\n  case_no: {}\n",
            handed_over_->at("office_open"),
            quoted(handed_over_->at("next_open")),
            quoted(handed_over_->at("case_no"))
        );
    if (may_rate_) text += "  may_rate: true\n";
    if (!acts_.empty()) text += "  actions:\n";
    for (const auto& [action, replies] : acts_) {
        text += "    " + action + ":\n";
        for (const auto& reply : replies)
            text += "      - " + reply + "\n";
    }
    if (!articles_.empty()) text += "  articles:\n";
    for (const auto& [topic, shown] : articles_)
        text += fmt::format(
            "    {}: {{title: {}, sms: {}, full: {}, source: {}, brief_source: {}{}, facets: "
            "{}}}\n",
            topic,
            quoted(shown.passage.title),
            quoted(shown.passage.sms),
            quoted(shown.passage.full),
            quoted(shown.passage.source),
            quoted(shown.passage.brief_source),
            shown.passage.office.empty() ? "" : ", office: " + quoted(shown.passage.office),
            mapping(shown.facets)
        );
    if (!questions_.empty()) text += "  questions:\n";
    // The longer first: a shorter one may be part of it.
    auto questions = questions_;
    std::stable_sort(questions.begin(), questions.end(), [](const Asked& one, const Asked& other) {
        return one.question.size() > other.question.size();
    });
    for (const auto& [question, answer, clarify, perhaps_danger, danger] : questions)
        text += fmt::format(
            "    - {{ask: {}, {}: {}{}{}}}\n",
            quoted(question),
            clarify.empty() ? "answer" : "clarify",
            list(clarify.empty() ? answer : clarify),
            perhaps_danger ? ", perhaps_danger: true" : "",
            danger ? ", danger: true" : ""
        );
    if (!alarms_.empty()) text += "  alarms:\n";
    for (const auto& [words, alarm] : alarms_)
        text += fmt::format(
            "    - {{contains: {}, kind: {}, text: {}}}\n",
            quoted(words),
            alarm.kind,
            quoted(alarm.text)
        );
    return text;
}

std::string SavedRun::test(const std::string& name) const {
    std::string text =
        "dialog_test: 1\nname: " + quoted(name) + "\ngiven:\n" + given() + "steps:\n";
    for (const auto& moment : moments_)
        text += moment;
    return text;
}

}  // namespace gateway::cli
