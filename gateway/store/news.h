#pragma once
#include <cstdint>
#include <functional>
#include <vector>

namespace gateway {

// "Something was committed in this conversation": rung after the commit, heard by whoever shows or
// sends it. They read what they need from the store, so a bell rung twice does no harm. Loop
// thread.
struct Committed {
    std::int64_t conversation = 0;
    bool to_send = false;  // there are new parts in the outbox
};

class News {
public:
    using Listener = std::function<void(const Committed&)>;

    void listen(Listener listener) { listeners_.push_back(std::move(listener)); }
    void ring(const Committed& committed) const {
        for (const auto& listener : listeners_)
            listener(committed);
    }

private:
    std::vector<Listener> listeners_;
};

}  // namespace gateway
