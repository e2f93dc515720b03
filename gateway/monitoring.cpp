#include "gateway/monitoring.h"

#include "gateway/ops/log.h"
#include "storage/writer.h"

#include <cstdint>
#include <filesystem>
#include <system_error>

namespace gateway {
namespace {

// A disk this full stops being told "ready": what still arrives is refused, not half kept.
constexpr std::uintmax_t disk_low_bytes = 64 * 1024 * 1024;

Result<void> database_state(Store& store) {
    if (store.waiting() > storage::Writer::max_waiting / 2)
        return Error{Fault::busy, "the writer is far behind"};
    return store.state();
}

Result<void> disk_state(const std::filesystem::path& folder) {
    std::error_code failed;
    const auto space = std::filesystem::space(folder, failed);
    if (failed) return Error{Fault::unavailable, failed.message()};
    if (space.available < disk_low_bytes) return Error{Fault::unavailable, "under 64 MB free"};
    return {};
}

Result<void> pages_state(const std::filesystem::path& pages) {
    if (std::filesystem::exists(pages)) return {};
    return Error{Fault::not_found, "there is no " + pages.string()};
}

void show_disk(ops::Metrics& metrics, const std::filesystem::path& folder) {
    std::error_code none_yet;
    const auto wal = std::filesystem::file_size(folder / "yimen.db-wal", none_yet);
    metrics.wal_bytes().set(none_yet ? 0 : static_cast<double>(wal));
    std::error_code failed;
    const auto space = std::filesystem::space(folder, failed);
    if (!failed) metrics.disk_free_bytes().set(static_cast<double>(space.available));
}

void show_queues(ops::Metrics& metrics, const Monitored& monitored) {
    metrics.queue_depth("writer").set(static_cast<double>(monitored.store.waiting()));
    if (const auto& chat = monitored.web_chat)
        metrics.queue_depth("polls").set(static_cast<double>(chat->waiting_polls()));
    monitored.post_office.refresh_metrics();
}

}  // namespace

void add_checks(ops::Health& health, const Monitored& monitored) {
    health.add("database", [&store = monitored.store] { return database_state(store); });
    health.add("disk", [&config = monitored.config] { return disk_state(config.data_dir); });
    // Shown: what comes by SMS and WeChat needs none.
    const auto has_pages = [&config = monitored.config] { return pages_state(config.pages); };
    health.add("pages", has_pages, false);
    // Shown: the old ones still serve.
    const auto scripts = [&reloader = monitored.reloader] { return reloader.state(); };
    health.add("scripts", scripts, false);
    const auto articles = [&left_out = monitored.left_out] { return left_out.state(); };
    health.add("articles", articles, false);
    monitored.post_office.add_checks(health);
    // Shown, as a channel's sending is: the others must not suffer from it.
    for (const auto& puller : monitored.pullers) {
        const auto fetching = [one = puller.get()] { return one->state(); };
        health.add("fetching " + puller->channel(), fetching, false);
    }
}

void add_gauges(ops::Metrics& metrics, const Monitored& monitored) {
    monitored.store.on_commit([commits = metrics.journal_commit()](auto took) {
        commits.observe(took);
    });
    metrics.on_scrape([&metrics, monitored] {
        show_disk(metrics, monitored.config.data_dir);
        show_queues(metrics, monitored);
        if (const auto& doors = monitored.doors)
            metrics.http_connections().set(static_cast<double>(doors->connections()));
        metrics.log_dropped().set(static_cast<double>(ops::log::dropped()));
    });
}

}  // namespace gateway
