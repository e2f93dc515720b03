#pragma once
#include "dialogs/message.h"

#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace gateway::simulators {

// What a provider remembers of a message it took, so that it can be asked about it.
struct Record {
    std::string id;         // the provider's own
    std::string reference;  // the caller's, given back
    std::string to;
    std::string text;
    dialogs::Time at{};
    bool arrives = true;
    std::string code{};        // the provider's word for how it ends
    dialogs::Time known_at{};  // before it nobody knows how
};

// The last thousand. Any thread.
class Records {
public:
    void add(Record record);
    // In the order they came.
    std::vector<Record> of(std::string_view to) const;

private:
    mutable std::mutex mutex_;
    std::deque<Record> records_;
};

}  // namespace gateway::simulators
