#pragma once
#include "gateway/ops/channel_log.h"
#include "gateway/ops/side_thread.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <filesystem>
#include <string>

namespace gateway {

// Writes what passed on the channels into their files (ops/channel_files.h), every second and once
// more at the end: a kill loses the last second of it, and nothing else. Lines are made and written
// on `disk`, so that no turn waits for them. Loop thread.
class ChannelJournal {
public:
    ChannelJournal(
        boost::asio::io_context& loop,
        ops::ChannelLog& log,
        ops::SideThread& disk,
        std::filesystem::path folder
    );

    void start();
    void stop();
    // After stop(): everything was written that can be.
    bool is_idle() const { return is_over_; }

private:
    boost::asio::awaitable<void> run();
    boost::asio::awaitable<void> write_all();
    boost::asio::awaitable<void> write(const std::string& channel, ops::Exchanges& exchanges);

    boost::asio::io_context& loop_;
    ops::ChannelLog& log_;
    ops::SideThread& disk_;
    std::filesystem::path folder_;
    boost::asio::steady_timer tick_;
    bool stopping_ = false;
    bool is_over_ = true;
    bool failing_ = false;
};

}  // namespace gateway
