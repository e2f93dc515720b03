#include "gateway/turns/lanes.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace gateway::turns {
namespace {

namespace asio = boost::asio;

// Resumes the caller when the queued function runs.
asio::awaitable<void> wait_in(std::deque<std::function<void()>>& queue) {
    auto start = [&queue](auto handler) {
        auto held = std::make_shared<decltype(handler)>(std::move(handler));
        queue.push_back([held] { std::move (*held)(); });
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void()>(
        std::move(start), asio::use_awaitable
    );
}

}  // namespace

asio::awaitable<dialogs::Result<Lanes::Pass>> Lanes::enter(dialogs::Address address) {
    auto [lane, free] = lanes_.try_emplace(address);
    if (!free) {
        if (lane->second.size() >= max_waiting) {
            co_return dialogs::Error{
                dialogs::Fault::busy, "too many messages of one person are waiting"};
        }
        co_await wait_in(lane->second);
    }
    co_return Pass(this, std::move(address));
}

void Lanes::leave(const dialogs::Address& address) {
    auto lane = lanes_.find(address);
    if (lane->second.empty()) {
        lanes_.erase(lane);
        return;
    }
    auto next = std::move(lane->second.front());
    lane->second.pop_front();
    asio::post(loop_, std::move(next));
}

}  // namespace gateway::turns
