#include "gateway/reloader.h"

#include "gateway/articles_in_force.h"
#include "gateway/ops/log.h"
#include "gateway/ops/task.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <vector>

namespace gateway {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;

// Names, sizes and times of all files of a folder: another text when one has changed.
std::string looks_of(const fs::path& folder) {
    std::vector<std::string> files;
    std::error_code ignored;
    for (const auto& entry : fs::recursive_directory_iterator(folder, ignored)) {
        if (!entry.is_regular_file(ignored)) continue;
        const auto changed = entry.last_write_time(ignored).time_since_epoch().count();
        files.push_back(
            entry.path().string() + ' ' + std::to_string(entry.file_size(ignored)) + ' ' +
            std::to_string(changed) + '\n'
        );
    }
    std::sort(files.begin(), files.end());
    std::string looks;
    for (const auto& file : files)
        looks += file;
    return looks;
}

}  // namespace

Reloader::Reloader(asio::io_context& loop, config::Config config, Use use)
    : loop_(loop),
      config_(std::move(config)),
      use_(std::move(use)),
      timer_(loop),
      in_use_(looks_of(config_.scripts)) {}

Reloader::~Reloader() { worker_.join(); }

void Reloader::watch(std::chrono::milliseconds every) {
    ops::spawn(loop_, "script_watch", look(every));
}

void Reloader::stop() {
    stopped_ = true;
    timer_.cancel();
}

asio::awaitable<void> Reloader::look(std::chrono::milliseconds every) {
    std::string before = in_use_;
    while (!stopped_) {
        timer_.expires_after(every);
        boost::system::error_code cancelled;
        co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
        if (stopped_) co_return;
        std::string now = looks_of(config_.scripts);
        const bool still = now == before;
        before = std::move(now);
        if (still && before != in_use_) reload();
    }
}

void Reloader::reload() {
    in_use_ = looks_of(config_.scripts);
    asio::post(worker_, [this] {
        auto fresh = read_bundle_in_force(config_, ops::system_clock()());
        asio::post(loop_, [this, fresh = std::move(fresh)]() mutable { take(std::move(fresh)); });
    });
}

void Reloader::take(dialogs::Result<FreshBundle> fresh) {
    if (stopped_) return;
    if (!fresh) {
        refused_ = fresh.error().detail;
        ops::log::error("scripts_refused", {{"why", refused_}});
        return;
    }
    refused_.clear();
    ops::spawn(loop_, "use_scripts", use(std::move(*fresh)));
}

asio::awaitable<void> Reloader::use(FreshBundle fresh) {
    const auto digest = fresh.bundle->script.digest;
    co_await use_(std::move(fresh));
    ops::log::info("scripts_in_force", {{"digest", digest}});
}

dialogs::Result<void> Reloader::state() const {
    if (refused_.empty()) return {};
    const auto first = refused_.substr(0, refused_.find('\n'));
    return dialogs::Error{dialogs::Fault::malformed, "the old ones stay in use: " + first};
}

}  // namespace gateway
