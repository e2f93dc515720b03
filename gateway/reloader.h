#pragma once
#include "gateway/bundle_loader.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <functional>
#include <string>

namespace gateway {

// Takes changed scripts into use while the gateway runs: when their folder changes, or when told
// to. They are read on a thread of their own, as a whole; what is wrong is said, and the old ones
// stay. Loop thread.
class Reloader {
public:
    // Ends when they are kept and nobody goes on by what they revoke.
    using Use = std::function<boost::asio::awaitable<void>(FreshBundle)>;

    Reloader(boost::asio::io_context& loop, config::Config config, Use use);
    ~Reloader();
    Reloader(const Reloader&) = delete;
    Reloader& operator=(const Reloader&) = delete;

    // Looks at the folder every `every`; what has changed must have been still for as long.
    void watch(std::chrono::milliseconds every = std::chrono::seconds(2));
    void stop();

    // Reads everything now, articles and organisation too.
    void reload();

    // Why the files as they are now are not in use; nothing when they are.
    dialogs::Result<void> state() const;

private:
    boost::asio::awaitable<void> look(std::chrono::milliseconds every);
    void take(dialogs::Result<FreshBundle> fresh);
    boost::asio::awaitable<void> use(FreshBundle fresh);

    boost::asio::io_context& loop_;
    config::Config config_;
    Use use_;
    boost::asio::steady_timer timer_;
    boost::asio::thread_pool worker_{1};
    std::string in_use_;  // what the folder looked like when it was read
    std::string refused_;
    bool stopped_ = false;
};

}  // namespace gateway
