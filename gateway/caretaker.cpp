#include "gateway/caretaker.h"

#include "gateway/ops/log.h"
#include "gateway/ops/task.h"
#include "storage/audit.h"

#include <algorithm>
#include <iterator>

namespace gateway {
namespace {

namespace asio = boost::asio;
using storage::old_media::Survey;
using Digests = std::set<std::string, std::less<>>;

// Rows of one transaction, so that nobody waits long for the writer.
constexpr std::size_t batch = 100;
// A file that was just written has no row yet.
constexpr std::chrono::hours newly_written{1};

Result<std::int64_t> expire_all(
    Connection& connection, const std::vector<std::string>& digests, Time now
) {
    std::int64_t messages = 0;
    for (const auto& digest : digests) {
        auto expired = storage::old_media::expire(connection, digest);
        if (!expired) return expired.error();
        messages += *expired;
    }
    if (messages == 0) return messages;
    storage::AuditEntry entry;
    entry.at = now;
    entry.actor = "system";
    entry.action = "media.expired";
    entry.object = "media";
    entry.detail = std::to_string(messages);
    if (auto kept = storage::audit::append(connection, entry); !kept) return kept.error();
    return messages;
}

}  // namespace

std::vector<std::string> surplus(const Survey& survey, Time since, std::uintmax_t bytes_max) {
    const auto enough = static_cast<std::int64_t>(bytes_max / 10 * 9);
    auto bytes = survey.bytes;
    std::vector<std::string> digests;
    for (const auto& file : survey.spare) {
        if (file.last_at >= since && bytes <= enough) break;
        bytes -= file.bytes;
        digests.push_back(file.digest);
    }
    return digests;
}

void Caretaker::tend() {
    if (under_way_) return;
    under_way_ = true;
    ops::spawn(tools_.loop, "caretaker", run());
}

asio::awaitable<void> Caretaker::run() {
    std::function<Result<Survey>(Connection&)> look = storage::old_media::survey;
    auto survey = co_await tools_.store.read<Survey>(std::move(look));
    Result<void> done;
    if (survey) {
        const auto since = tools_.clock() - tools_.settings.kept_for;
        auto digests = surplus(*survey, since, tools_.settings.disk_max);
        done = co_await expire(std::move(digests));
        if (done) done = co_await sweep();
    } else {
        done = survey.error();
    }
    if (!done) ops::log::warn("media_not_tended", {{"why", done.error().detail}});
    under_way_ = false;
}

asio::awaitable<Result<void>> Caretaker::expire(std::vector<std::string> digests) {
    const auto now = tools_.clock();
    for (std::size_t from = 0; from < digests.size(); from += batch) {
        const auto until = std::min(digests.size(), from + batch);
        const std::vector<std::string> some(
            digests.begin() + static_cast<std::ptrdiff_t>(from),
            digests.begin() + static_cast<std::ptrdiff_t>(until)
        );
        std::function<Result<std::int64_t>(Connection&)> job = [some, now](Connection& connection) {
            return expire_all(connection, some, now);
        };
        auto expired = co_await tools_.store.write<std::int64_t>(std::move(job));
        if (!expired) co_return expired.error();
        if (*expired > 0) ops::log::info("media_expired", {{"messages", *expired}});
    }
    co_return Result<void>();
}

asio::awaitable<Result<void>> Caretaker::sweep() {
    std::function<Result<Digests>(Connection&)> look = storage::old_media::digests_in_use;
    auto in_use = co_await tools_.store.read<Digests>(std::move(look));
    if (!in_use) co_return in_use.error();
    const auto before = std::filesystem::file_time_type::clock::now() - newly_written;
    auto& vault = tools_.vault;
    std::function<Result<std::size_t>()> job = [kept = std::move(*in_use), before, &vault] {
        return vault.sweep(kept, before);
    };
    auto removed = co_await tools_.disk.run(std::move(job));
    if (!removed) co_return removed.error();
    if (*removed > 0) ops::log::info("media_swept", {{"files", *removed}});
    co_return Result<void>();
}

}  // namespace gateway
