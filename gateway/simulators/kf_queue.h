#pragma once
#include "dialogs/message.h"

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace gateway::simulators {

// What waits at a customer-service account until it is fetched. Pages hold less than was asked for,
// or nothing at all, while `more` says that there is more; without a cursor they begin three days
// back. Any thread.
class KfQueue {
public:
    struct Page {
        std::vector<std::string> items;  // JSON
        std::string cursor;
        bool more = false;
    };

    // `born` tells this queue's cursors from those of an earlier run, which begin at its beginning.
    explicit KfQueue(dialogs::Time born);

    void add(std::string item, dialogs::Time at);
    Page page(const std::string& cursor, dialogs::Time now);

    // Leave to fetch for ten minutes.
    std::string ticket(dialogs::Time now);
    // Without leave it is ten times a minute.
    bool admits(const std::string& ticket, dialogs::Time now);

private:
    struct Item {
        dialogs::Time at;
        std::string json;
    };

    std::size_t place_of(const std::string& cursor, dialogs::Time now) const;

    const std::string cursor_start_;
    std::mutex mutex_;
    std::vector<Item> items_;  // a cursor is a place in it
    std::map<std::string, dialogs::Time> tickets_;
    std::deque<dialogs::Time> without_;  // when it was fetched without leave
    std::size_t pages_ = 0;
};

}  // namespace gateway::simulators
