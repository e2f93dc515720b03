#pragma once
#include "dialogs/message.h"

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace gateway::simulators {

// Cards with buttons that lie in members' talks with an application. Each press gives leave to
// change the card once, within a day. Any thread.
class Cards {
public:
    struct Card {
        std::string task_id;
        std::vector<std::string> keys;  // of its buttons
    };
    struct Press {
        std::string task_id;
        std::string key;
        std::string code;
    };

    // False where WeCom takes no such card: one to six buttons, all different, and a task_id that
    // the application has not used.
    bool add(const std::string& person, Card card);
    // A button of one of his cards, the last being 0 back, by how its key begins; nothing when
    // there is none.
    std::optional<Press> press(
        const std::string& person, const std::string& key, std::size_t back, dialogs::Time now
    );
    // Whether the code gives leave to change the card of this person; it does so once.
    bool change(const std::string& person, const std::string& code, dialogs::Time now);

private:
    struct Leave {
        std::string person;
        dialogs::Time until;
    };

    std::mutex mutex_;
    std::map<std::string, std::vector<Card>> cards_;  // of a person, in their order
    std::set<std::string> task_ids_;
    std::map<std::string, Leave> leaves_;  // by their code
    int codes_ = 0;
};

}  // namespace gateway::simulators
