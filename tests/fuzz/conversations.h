#pragma once
#include "tests/fuzz/host.h"
#include "tests/fuzz/invariants.h"
#include "tests/fuzz/places.h"

#include <set>
#include <string>
#include <vector>

// Talks with scripts at random and watches what must hold whatever people write.

namespace dialogs::fuzz {

// A conversation between two inputs.
struct Standing {
    Session session;
    Time now{};
    bool claimed = false;            // by a clerk
    std::vector<Remind> reminders;   // of the last turn
    std::vector<std::string> lines;  // what was put in last
};

class Walker {
public:
    Walker(const Script& script, std::string channel, std::uint32_t seed);

    // Looks for every place the conversation can wait at, feeds the whole corpus there, then goes
    // on at random, until so many inputs were taken.
    void walk(long turns);

    // What was broken, with what was put in before: at most a few.
    std::vector<std::string> broken;
    long turns = 0;
    // Where the script waits and the walk has not been.
    std::vector<std::string> missed() const;
    std::size_t places() const { return found_.size(); }

private:
    struct Place {
        std::string name;
        Standing standing;
        bool explored = false;
    };

    void explore(long most);
    void feed_everything(long most);
    void wander(long most);

    Place* unexplored();
    void try_everything_usual(const Standing& from);
    void try_out(const Standing& standing, const Heard& heard);
    conversation::Reaction write(Standing& standing, const Heard& heard);
    void let_time_pass(Standing& standing);
    void let_clerk_act(Standing& standing);
    conversation::Reaction turn(Standing& standing, Input input);
    void check_person_is_reached(Standing standing);
    void keep(const Standing& standing);
    Heard anything();
    void complain(const Standing& standing, const std::string& what);

    const Script& script_;
    std::string channel_;
    Dice dice_;
    std::vector<Heard> corpus_;
    std::vector<Heard> usual_;
    std::vector<Place> found_;      // each place once, in the order found
    std::set<std::string> names_;   // of those
    std::set<std::string> places_;  // all there are
};

// Numbers in every form, commands, long texts, emoji, other menus' labels, SQL, nothing at all;
// pictures and menu keys; words of danger.
std::vector<Heard> corpus(const Script& script);
// What usually leads on from somewhere.
std::vector<Heard> usual_answers(const Script& script);

}  // namespace dialogs::fuzz
