#include "dialogs/conversation/host.h"

#include <algorithm>

namespace dialogs::conversation {

namespace {

// Whichever answer another office decides, it can be passed on.
Outcome told(const std::vector<Passage>& passages) {
    const bool elsewhere = std::ranges::any_of(passages, [](const Passage& passage) {
        return outcome_of(passage) == Outcome::redirect;
    });
    return elsewhere ? Outcome::redirect : Outcome::answer;
}

}  // namespace

Input Host::answer(const Effect& question) {
    if (const auto* wanted = std::get_if<LookUp>(&question)) return look_up(*wanted);
    if (const auto* wanted = std::get_if<Act>(&question)) return act(*wanted);
    return hand_over();
}

std::optional<Alarm> Host::alarm(const std::string& text) const {
    for (const auto& [part, alarm] : world_.alarms) {
        if (text.find(part) != std::string::npos) return alarm;
    }
    return {};
}

std::vector<const Reply*> Host::unused() const {
    std::vector<const Reply*> left;
    for (const auto& [action, replies] : world_.actions) {
        const auto given = given_.find(action);
        for (std::size_t i = given == given_.end() ? 0 : given->second; i < replies.size(); ++i) {
            left.push_back(&replies[i]);
        }
    }
    return left;
}

Passage Host::facet_of(const std::string& topic, const std::string& facet) const {
    Passage passage = world_.articles.at(topic);
    passage.sms = passage.full = world_.facets.at(topic).at(facet);
    std::erase(passage.facets, facet);
    return passage;
}

Found Host::look_up(const LookUp& wanted) const {
    if (!wanted.facet.empty()) {
        const auto facets = world_.facets.find(wanted.context_topic);
        if (facets == world_.facets.end() || !facets->second.contains(wanted.facet)) return {};
        Passage passage = facet_of(wanted.context_topic, wanted.facet);
        return {outcome_of(passage), {passage}, true};
    }
    Found found;
    if (wanted.topics.size() == 1) {
        const auto article = world_.articles.find(wanted.topics.front());
        if (article == world_.articles.end()) return {};
        return {outcome_of(article->second), {article->second}};
    }
    for (const Question& question : world_.questions) {
        if (wanted.question.find(question.ask) == std::string::npos) continue;
        found.outcome = Outcome::clarify;
        found.perhaps_danger = question.perhaps_danger;
        for (const auto& topic : question.answer)
            found.passages.push_back(world_.articles.at(topic));
        for (const auto& topic : question.clarify)
            found.passages.push_back(world_.articles.at(topic));
        if (found.passages.empty())
            found.outcome = Outcome::none;
        else if (question.clarify.empty())
            found.outcome = question.danger ? Outcome::emergency : told(found.passages);
        return found;
    }
    return found;
}

Input Host::act(const Act& wanted) {
    const auto replies = world_.actions.find(wanted.action);
    std::size_t& next = given_[wanted.action];
    if (replies == world_.actions.end() || next >= replies->second.size()) {
        complaints.push_back("no reply is given for a call of " + wanted.action);
        return Failed{wanted.action};
    }
    const Reply& reply = replies->second[next++];
    for (const auto& [name, value] : reply.with) {
        const auto passed = wanted.with.find(name);
        if (passed != wanted.with.end() && passed->second == value) continue;
        complaints.push_back(wanted.action + " was called with another " + name + " than " + value);
    }
    if (reply.fails) return Failed{wanted.action};
    if (reply.after > wanted.timeout) return Failed{wanted.action, std::string(too_late)};
    return Done{wanted.action, reply.result};
}

HandedOver Host::hand_over() {
    const bool joined = has_case_ || world_.open_case;
    has_case_ = true;
    return {world_.case_no, joined, world_.office_open, world_.next_open};
}

}  // namespace dialogs::conversation
