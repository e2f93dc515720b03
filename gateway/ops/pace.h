#pragma once
#include "dialogs/message.h"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace gateway::ops {

// How much somebody may do: `most` at once, and from then on one more every `window` / `most`.
class Pace {
public:
    Pace(std::size_t most, std::chrono::milliseconds window)
        : window_(window), each_(window / most) {}

    // Counts one more; false when it is one too many, and then it is not counted.
    bool take(dialogs::Time now) {
        // What was spent lies in the past, unless the clock was set back.
        spent_until_ = std::min(spent_until_, now);
        const auto spent = std::max(spent_until_, now - window_) + each_;
        if (spent > now) return false;
        spent_until_ = spent;
        return true;
    }

    // When one more may be taken.
    dialogs::Time free_at(dialogs::Time now) const { return std::min(spent_until_, now) + each_; }

private:
    std::chrono::milliseconds window_;
    std::chrono::milliseconds each_;  // what one costs
    // All that was taken is earned back one window after this.
    dialogs::Time spent_until_{};
};

}  // namespace gateway::ops
