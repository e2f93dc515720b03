#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/config.h"
#include "gateway/media/vault.h"
#include "gateway/media_source.h"
#include "gateway/ops/channel_log.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/side_thread.h"
#include "gateway/store/news.h"
#include "gateway/store/store.h"
#include "gateway/transcriber.h"
#include "gateway/turns/turns.h"
#include "storage/media.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gateway {

// Fetches what a channel's residents sent beside words. What is wanted is a row, so it survives a
// restart; a fetch that fails is tried again, a bounded number of times, and then the clerk is
// told. A voice without words is given to whoever writes voices down, and its words are heard as
// the resident's; where there are none he is told so. One file at a time. Loop thread.
class Fetcher {
public:
    struct Tools {
        boost::asio::io_context& loop;
        Store& store;
        turns::Turns& turns;
        News& news;
        ops::Clock clock;
        media::Vault& vault;  // used on `disk` only
        ops::SideThread& disk;
        config::Media settings;
        ops::Exchanges* log = nullptr;  // nothing: what passes is not written down
    };

    // Tries of one file: some forty minutes, with the pauses between them.
    static constexpr int max_attempts = 12;

    Fetcher(
        const config::Channel& settings,
        const channels::Channel& channel,
        turns::Voice voice,
        Tools tools
    );

    void start();
    void stop();
    bool is_idle() const { return !under_way_; }

private:
    using Due = storage::media::Due;

    boost::asio::awaitable<void> run();
    boost::asio::awaitable<void> look();
    boost::asio::awaitable<void> serve(Due due);
    boost::asio::awaitable<Result<storage::Attachment>> fetch(Due due);
    boost::asio::awaitable<Result<std::string>> keep(std::string bytes);
    boost::asio::awaitable<void> record(Due due, Result<storage::Attachment> fetched);
    boost::asio::awaitable<void> hear(Due due);

    const channels::Channel& channel_;
    turns::Voice voice_;
    Tools tools_;
    MediaSource source_;
    std::unique_ptr<Transcriber> transcriber_;  // null: nobody writes voices down
    boost::asio::steady_timer tick_;
    bool under_way_ = false;
    bool stopping_ = false;
};

}  // namespace gateway
