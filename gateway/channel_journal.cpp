#include "gateway/channel_journal.h"

#include "gateway/ops/channel_files.h"
#include "gateway/ops/log.h"
#include "gateway/ops/task.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <functional>
#include <vector>

namespace gateway {
namespace {

namespace asio = boost::asio;

struct Written {
    std::vector<std::string> last;  // lines
    dialogs::Result<void> done;
};

Written write_lines(
    const std::filesystem::path& folder,
    const std::string& channel,
    const std::vector<ops::Exchange>& exchanges
) {
    Written written;
    std::string lines;
    const auto unshown = exchanges.size() - std::min(exchanges.size(), ops::Exchanges::shown);
    for (std::size_t at = 0; at < exchanges.size(); ++at) {
        auto line = ops::line_of(exchanges[at]);
        lines += line;
        if (at >= unshown) written.last.push_back(std::move(line));
    }
    written.done = ops::append_lines(folder, channel, lines);
    return written;
}

}  // namespace

ChannelJournal::ChannelJournal(
    asio::io_context& loop,
    ops::ChannelLog& log,
    ops::SideThread& disk,
    std::filesystem::path folder
)
    : loop_(loop), log_(log), disk_(disk), folder_(std::move(folder)), tick_(loop) {}

void ChannelJournal::start() {
    is_over_ = false;
    ops::spawn(loop_, "channel_journal", run());
}

void ChannelJournal::stop() {
    stopping_ = true;
    tick_.cancel();
}

asio::awaitable<void> ChannelJournal::run() {
    while (!stopping_) {
        tick_.expires_after(std::chrono::seconds(1));
        boost::system::error_code woken;
        co_await tick_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
        co_await write_all();
    }
    co_await write_all();
    is_over_ = true;
}

asio::awaitable<void> ChannelJournal::write_all() {
    for (auto& [channel, exchanges] : log_.channels())
        co_await write(channel, exchanges);
}

asio::awaitable<void> ChannelJournal::write(const std::string& channel, ops::Exchanges& exchanges) {
    auto fresh = exchanges.take_fresh();
    if (!fresh) co_return;
    std::function<Written()> job = [folder = folder_, channel, fresh] {
        return write_lines(folder, channel, *fresh);
    };
    auto written = co_await disk_.run(std::move(job));
    exchanges.put_back(std::move(written.last));
    const bool failed = !written.done;
    // Once, and not every second of a full disk.
    if (failed && !failing_)
        ops::log::warn("channel_log_not_kept", {{"why", written.done.error().detail}});
    failing_ = failed;
}

}  // namespace gateway
