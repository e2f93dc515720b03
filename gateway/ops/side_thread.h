#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace gateway::ops {

// A thread beside the loop for what blocks, one thing after another. Jobs capture values only.
class SideThread {
public:
    explicit SideThread(boost::asio::io_context& loop) : loop_(loop) {}

    // Comes back on the loop with what the job gave.
    template <class T>
    boost::asio::awaitable<T> run(std::function<T()> job) {
        const auto given = std::make_shared<std::optional<T>>();
        std::function<void()> kept = [given, job = std::move(job)] { *given = job(); };
        co_await wait_for(std::move(kept));
        co_return std::move(**given);
    }

private:
    boost::asio::awaitable<void> wait_for(std::function<void()> job);

    boost::asio::io_context& loop_;
    boost::asio::thread_pool thread_{1};
};

}  // namespace gateway::ops
