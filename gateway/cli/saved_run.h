#pragma once
#include "gateway/cli/rehearsal.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gateway::cli {

// A conversation on its way to becoming a scripted test: what was written and what came of it, and
// everything the articles and the county answered meanwhile.
class SavedRun {
public:
    // `phone` is the person's own number, where the channel tells it.
    SavedRun(std::string channel, std::string phone, dialogs::Time begun)
        : channel_(std::move(channel)), phone_(std::move(phone)), begun_(begun) {}

    void add_message(const std::string& text, const Rehearsed& played);
    void add_advance(
        std::chrono::seconds by,
        const std::vector<dialogs::Trace>& trace,
        const dialogs::Session& after
    );

    // "close" or "return"
    void add_clerk(
        const std::string& how,
        const std::vector<dialogs::Trace>& trace,
        const dialogs::Session& after
    );

    bool empty() const { return moments_.empty(); }

    // As `yimen test` reads it.
    std::string test(const std::string& name) const;

private:
    struct Asked {
        std::string question;
        std::vector<std::string> answer;
        std::vector<std::string> clarify;
        bool perhaps_danger = false;
        bool danger = false;
    };
    struct Shown {
        dialogs::Passage passage;
        std::map<std::string, std::string> facets;
    };

    void add(
        std::string happening,
        const std::vector<dialogs::Trace>& trace,
        const dialogs::Session& after
    );
    void keep(const dialogs::LookUp& wanted, const dialogs::Found& found);
    void keep_facet(const dialogs::LookUp& wanted, const dialogs::Found& found);
    void keep_passage(const dialogs::Passage& passage);
    std::string given() const;

    std::string channel_;
    std::string phone_;
    dialogs::Time begun_;
    std::vector<std::string> moments_;
    std::map<std::string, std::vector<std::string>> acts_;  // their replies, in order
    std::map<std::string, Shown> articles_;
    std::map<std::string, std::string> known_as_;  // article that answered → the test's name for it
    std::vector<Asked> questions_;
    std::vector<std::pair<std::string, dialogs::Alarm>> alarms_;
    std::optional<std::map<std::string, std::string>> handed_over_;  // the session's handoff.*
    bool may_rate_ = false;
};

}  // namespace gateway::cli
