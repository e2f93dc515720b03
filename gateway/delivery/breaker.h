#pragma once
#include "dialogs/message.h"

#include <chrono>
#include <optional>

namespace gateway::delivery {

// Whether a provider is worth calling. Closed: calls go through. After a few failures in a row, or
// when the provider says for how long to leave it alone, it is open and nothing is called; after
// the pause it is half open: one call goes through, and what becomes of it closes or opens it
// again, for twice as long. One a channel, so that a provider that is down delays nobody else.
// Times come in.
class Breaker {
public:
    enum class State { closed, half_open, open };

    // As many as there are calls at a time, and one: a hiccup that hits all of them is not a fall.
    static constexpr int trips_after = 5;
    static constexpr std::chrono::seconds first_pause{20};
    // So a provider that is back is noticed within a minute, and one that is away is called three
    // times a minute at most.
    static constexpr std::chrono::seconds longest_pause{60};
    // A provider may ask for more, but not for a day: a wrong header must not silence a channel.
    static constexpr std::chrono::seconds longest_wish{3600};

    // Whether a call may begin now.
    bool admits(dialogs::Time now) const;
    // One did; each is told of by one of the three below.
    void begun(dialogs::Time now);
    void succeeded();
    // `wish` is what the provider asked for, as by Retry-After.
    void failed(dialogs::Time now, std::optional<std::chrono::seconds> wish = {});
    // Nothing was learned of the provider: there was nothing to send after all.
    void came_to_nothing();

    State state(dialogs::Time now) const;
    // When the next call may begin, while it is open.
    dialogs::Time open_until() const { return until_; }

private:
    void open(dialogs::Time now, std::chrono::seconds pause);

    bool closed_ = true;
    bool probing_ = false;  // half open, and its one call is under way
    int failures_ = 0;      // in a row
    std::chrono::seconds pause_ = first_pause;
    dialogs::Time since_{};
    dialogs::Time until_{};
};

}  // namespace gateway::delivery
