#pragma once
#include "gateway/config/config.h"
#include "gateway/http/client.h"
#include "gateway/ops/side_thread.h"
#include "storage/media.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

namespace gateway {

// Puts voices into words: a program on this machine, or a server in the house. Loop thread.
class Transcriber {
public:
    // Nothing when the configuration has neither.
    static std::unique_ptr<Transcriber> make(
        boost::asio::io_context& loop,
        const config::Media& settings,
        std::filesystem::path folder,
        ops::SideThread& disk
    );

    ~Transcriber() { stop(); }
    Transcriber(const Transcriber&) = delete;
    Transcriber& operator=(const Transcriber&) = delete;

    // Faults: busy (stopped), else nobody could tell.
    boost::asio::awaitable<dialogs::Result<std::string>> words_of(storage::Attachment voice);

    // Whoever listens is cut short.
    void stop() { stopping_ = true; }

private:
    Transcriber(
        boost::asio::io_context& loop,
        const config::Media& settings,
        std::filesystem::path folder,
        ops::SideThread& disk
    );

    boost::asio::awaitable<dialogs::Result<std::string>> told_by_program(std::string digest);
    boost::asio::awaitable<dialogs::Result<std::string>> told_by_server(storage::Attachment voice);

    const config::Media& settings_;
    std::filesystem::path folder_;
    ops::SideThread& disk_;
    std::atomic<bool> stopping_ = false;
    ops::SideThread program_;  // who listens for half a minute keeps no file from being written
    std::unique_ptr<http::Client> server_;
};

}  // namespace gateway
