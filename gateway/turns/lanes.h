#pragma once
#include "dialogs/message.h"
#include "dialogs/result.h"
#include "gateway/turns/address_hash.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>

namespace gateway::turns {

// One message of a person at a time, many people at once. A repeat of a message under way waits in
// the same lane, and so finds the first answer when its turn comes. On the loop thread only.
class Lanes {
public:
    // Messages of one person that may wait: a provider retries three times, and nobody types ten
    // messages within one answer. Beyond it the provider is told to come again.
    static constexpr std::size_t max_waiting = 32;

    explicit Lanes(boost::asio::io_context& loop) : loop_(loop) {}

    // Leaves the lane when it goes.
    class Pass {
    public:
        Pass(Lanes* lanes, dialogs::Address address)
            : lanes_(lanes), address_(std::move(address)) {}
        Pass(Pass&& other) noexcept
            : lanes_(std::exchange(other.lanes_, nullptr)), address_(std::move(other.address_)) {}
        Pass& operator=(Pass&&) = delete;
        ~Pass() {
            if (lanes_) lanes_->leave(address_);
        }

    private:
        Lanes* lanes_;
        dialogs::Address address_;
    };

    // Waits until the lane is free. Fault::busy when too many wait already.
    boost::asio::awaitable<dialogs::Result<Pass>> enter(dialogs::Address address);

    std::size_t busy() const { return lanes_.size(); }

private:
    void leave(const dialogs::Address& address);

    boost::asio::io_context& loop_;
    // Present while somebody is in it.
    std::unordered_map<dialogs::Address, std::deque<std::function<void()>>, AddressHash> lanes_;
};

}  // namespace gateway::turns
