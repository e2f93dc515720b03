#pragma once
#include "dialogs/message.h"

#include <chrono>
#include <cstddef>
#include <deque>

namespace gateway::ops {

// How much somebody may do in a sliding window of time.
class Pace {
public:
    Pace(std::size_t most, std::chrono::seconds window) : most_(most), window_(window) {}

    // Counts one more; false when it is one too many, and then it is not counted.
    bool take(dialogs::Time now) {
        while (!recent_.empty() && now - recent_.front() >= window_)
            recent_.pop_front();
        if (recent_.size() >= most_) return false;
        recent_.push_back(now);
        return true;
    }

private:
    std::size_t most_;
    std::chrono::seconds window_;
    std::deque<dialogs::Time> recent_;
};

}  // namespace gateway::ops
