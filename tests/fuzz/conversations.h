#pragma once
#include "dialogs/engine/engine.h"

#include <random>
#include <string>
#include <vector>

// Talks with scripts at random and watches what must hold whatever people write.

namespace dialogs::fuzz {

// A conversation between two messages.
struct Standing {
    Session session;
    Time now{};
};

class Walker {
public:
    Walker(const Script& script, std::string channel, std::uint32_t seed);

    // Feeds the whole corpus at every place the conversation can wait at, then goes on at random,
    // until so many messages were taken.
    void walk(long turns);

    // What was broken, with what was written before: at most a few.
    std::vector<std::string> broken;
    long turns = 0;
    std::size_t places() const { return found_.size(); }

private:
    struct Place {
        std::string name;
        Standing standing;
    };

    void feed(const Place& place, const std::string& text);
    Standing take(Standing standing, const std::string& text);
    bool finish(Standing& standing, Step step, bool answered);
    Input answer(const Effect& question);
    void check_one_taker(const std::vector<Trace>& trace);
    void check_session(const Session& session);
    void check_person_is_reached(Standing standing);
    void keep(const Standing& standing);
    std::string any_text();
    std::size_t pick(std::size_t of) { return random_() % of; }
    void complain(const std::string& what);

    const Script& script_;
    std::string channel_;
    std::mt19937 random_;
    std::vector<std::string> corpus_;
    std::vector<Place> found_;  // each place once, in the order found
    std::string last_;          // place and text of the turn being taken
};

// Numbers in every form, commands, long texts, emoji, other menus' labels, SQL, nothing at all.
std::vector<std::string> corpus(const Script& script);

}  // namespace dialogs::fuzz
