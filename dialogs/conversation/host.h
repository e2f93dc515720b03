#pragma once
#include "dialogs/conversation/scenario.h"
#include "dialogs/effect.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace dialogs::conversation {

// Answers what the engine asks, from what the scenario gives.
class Host {
public:
    explicit Host(const World& world) : world_(world) {}

    Input answer(const Effect& question);
    std::optional<Alarm> alarm(const std::string& text) const;

    // What went wrong: an action without a reply, or called with other values.
    std::vector<std::string> complaints;
    // Replies nobody asked for.
    std::vector<const Reply*> unused() const;

private:
    Found look_up(const LookUp& wanted) const;
    Input act(const Act& wanted);
    HandedOver hand_over();
    Passage facet_of(const std::string& topic, const std::string& facet) const;

    const World& world_;
    std::map<std::string, std::size_t> given_;  // replies given, by action
    bool has_case_ = false;
};

}  // namespace dialogs::conversation
