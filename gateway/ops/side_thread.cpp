#include "gateway/ops/side_thread.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace gateway::ops {

namespace asio = boost::asio;

asio::awaitable<void> SideThread::wait_for(std::function<void()> job) {
    // Cancelled on the loop when the job is done.
    const auto back = std::make_shared<asio::steady_timer>(loop_);
    back->expires_at(asio::steady_timer::time_point::max());
    auto& loop = loop_;
    asio::post(thread_, [back, job = std::move(job), &loop] {
        job();
        asio::post(loop, [back] { back->cancel(); });
    });
    boost::system::error_code woken;
    co_await back->async_wait(asio::redirect_error(asio::use_awaitable, woken));
}

}  // namespace gateway::ops
