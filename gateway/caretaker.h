#pragma once
#include "gateway/config/config.h"
#include "gateway/media/vault.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/side_thread.h"
#include "gateway/store/store.h"
#include "storage/old_media.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <string>
#include <vector>

namespace gateway {

// Throws away residents' files when they are too old, or the oldest when all together are too
// large; never one of an open case. First their rows say so, then the files go: what a crash leaves
// between the two goes the next time. Loop thread.
class Caretaker {
public:
    struct Tools {
        boost::asio::io_context& loop;
        Store& store;
        ops::Clock clock;
        media::Vault& vault;  // used on `disk` only
        ops::SideThread& disk;
        const config::Media& settings;
    };

    explicit Caretaker(Tools tools) : tools_(std::move(tools)) {}

    // At the start, and daily.
    void tend();
    bool is_idle() const { return !under_way_; }

private:
    boost::asio::awaitable<void> run();
    boost::asio::awaitable<Result<void>> expire(std::vector<std::string> digests);
    boost::asio::awaitable<Result<void>> sweep();

    Tools tools_;
    bool under_way_ = false;
};

// Which to throw away: those from before `since`, and then the oldest until the others leave a
// tenth of `bytes_max` free. Pure.
std::vector<std::string> surplus(
    const storage::old_media::Survey& survey, Time since, std::uintmax_t bytes_max
);

}  // namespace gateway
