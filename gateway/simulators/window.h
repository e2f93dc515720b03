#pragma once
#include "dialogs/message.h"

#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace gateway::simulators {

// What may be sent to a person after he wrote: five messages within 48 hours, as official accounts
// and customer service have it. Any thread.
class Window {
public:
    enum class Leave { granted, closed, used_up };

    static constexpr int messages = 5;
    static constexpr std::chrono::hours length{48};

    // The same message heard again opens nothing anew.
    void heard(const std::string& person, dialogs::Time at) {
        const std::lock_guard lock(mutex_);
        auto& known = people_[person];
        if (at > known.heard) known = {at, 0};
    }

    Leave take(const std::string& person, dialogs::Time now) {
        const std::lock_guard lock(mutex_);
        const auto found = people_.find(person);
        if (found == people_.end() || now - found->second.heard > length) return Leave::closed;
        if (found->second.sent == messages) return Leave::used_up;
        ++found->second.sent;
        return Leave::granted;
    }

private:
    struct Known {
        dialogs::Time heard{};
        int sent = 0;  // since then
    };

    std::mutex mutex_;
    std::map<std::string, Known> people_;
};

}  // namespace gateway::simulators
