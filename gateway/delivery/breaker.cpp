#include "gateway/delivery/breaker.h"

#include <algorithm>

namespace gateway::delivery {

Breaker::State Breaker::state(dialogs::Time now) const {
    if (closed_) return State::closed;
    // A clock that was set back must not keep it open for the difference.
    const bool paused = since_ <= now && now < until_;
    return paused ? State::open : State::half_open;
}

bool Breaker::admits(dialogs::Time now) const {
    const auto here = state(now);
    return here == State::closed || (here == State::half_open && !probing_);
}

void Breaker::begun(dialogs::Time now) { probing_ = state(now) == State::half_open; }

void Breaker::succeeded() {
    closed_ = true;
    probing_ = false;
    failures_ = 0;
    pause_ = first_pause;
}

void Breaker::came_to_nothing() { probing_ = false; }

void Breaker::failed(dialogs::Time now, std::optional<std::chrono::seconds> wish) {
    ++failures_;
    if (wish) {
        open(now, std::clamp(*wish, std::chrono::seconds(1), longest_wish));
        return;
    }
    if (closed_ && failures_ < trips_after) return;
    // Calls that began before it opened tell nothing new when they fail, too.
    if (!closed_ && !probing_) return;
    if (!closed_) pause_ = std::min(pause_ * 2, longest_pause);
    open(now, pause_);
}

void Breaker::open(dialogs::Time now, std::chrono::seconds pause) {
    closed_ = false;
    probing_ = false;
    since_ = now;
    until_ = now + pause;
}

}  // namespace gateway::delivery
