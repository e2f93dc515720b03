#include "dialogs/text/segments.h"
#include "gateway/bundle_loader.h"
#include "gateway/channel_registry.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/ops/metrics.h"
#include "gateway/turns/turns.h"
#include "storage/messages.h"
#include "storage/sqlite/sqlite.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

namespace gateway::cli {
namespace {

namespace asio = boost::asio;

// A folder that is gone when the conversation is.
class ScratchFolder {
public:
    ScratchFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "yimen-chat-XXXXXX").string();
        if (mkdtemp(pattern.data())) path_ = pattern;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// The conversation is played on a copy: it can check applications, and the county's records never
// see what was typed here.
Result<void> copy_register(const config::Config& config, const std::filesystem::path& folder) {
    const auto original = config.data_dir / "yimen.db";
    if (!std::filesystem::exists(original)) return {};
    auto source = storage::open_sqlite(original, storage::Access::write);
    if (!source) return source.error();
    if (auto quiet = (*source)->script("PRAGMA wal_autocheckpoint = 0"); !quiet) return quiet;
    auto copied = (*source)->run("VACUUM INTO ?", (folder / "yimen.db").string());
    if (!copied) return copied.error();
    return {};
}

void show(const storage::Utterance& said, const std::string& profile) {
    fmt::print("{}\n", said.text);
    for (std::size_t start = 0; start < said.choices.size();) {
        const auto end = said.choices.find('\n', start);
        auto choice = said.choices.substr(start, end - start);
        if (const auto tab = choice.find('\t'); tab != std::string::npos) choice[tab] = ' ';
        fmt::print("  [{}]\n", choice);
        start = end == std::string::npos ? said.choices.size() : end + 1;
    }
    if (profile != "sms") return;
    const auto cost = dialogs::text::sms_cost(said.text);
    fmt::print("  ({} 条短信, {} 字)\n", cost.billed_segments, cost.units);
}

// The terminal's end of the conversation: a line in, the replies out.
class Conversation {
public:
    Conversation(
        asio::io_context& loop, Store& store, turns::Turns& turns, const ChatOptions& options
    )
        : loop_(loop), store_(store), turns_(turns), options_(options) {}

    Result<void> say(const std::string& line) {
        Result<void> outcome{};
        asio::co_spawn(loop_, exchange(line, outcome), asio::detached);
        loop_.restart();
        loop_.run();
        return outcome;
    }

private:
    asio::awaitable<void> exchange(std::string line, Result<void>& outcome) {
        turns::Arrival arrival;
        arrival.message.from = {options_.channel, options_.from};
        arrival.message.id = std::to_string(++count_);
        arrival.message.text = std::move(line);
        arrival.voice.profile = options_.channel;
        auto taken = co_await turns_.take(std::move(arrival));
        if (!taken) {
            outcome = taken.error();
            co_return;
        }
        const auto conversation = taken->conversation;
        const auto after = taken->message;
        std::function<Result<std::vector<storage::Utterance>>(Connection&)> job =
            [conversation, after](Connection& connection) {
                return storage::messages_after(connection, conversation, after, 20);
            };
        auto said = co_await store_.read<std::vector<storage::Utterance>>(std::move(job));
        if (!said) {
            outcome = said.error();
            co_return;
        }
        for (const auto& one : *said)
            show(one, options_.channel);
        if (said->empty()) fmt::print("  (不作声：已转人工)\n");
    }

    asio::io_context& loop_;
    Store& store_;
    turns::Turns& turns_;
    const ChatOptions& options_;
    int count_ = 0;
};

void show_trace(const turns::Played& played) {
    for (const auto& trace : played.trace)
        fmt::print("  · {} {} {}\n", trace.kind, trace.where, trace.detail);
}

int converse(Conversation conversation) {
    const bool asks = isatty(0) != 0;
    std::string line;
    for (;;) {
        if (asks) {
            fmt::print("> ");
            std::fflush(stdout);
        }
        if (!read_line(line)) return done;
        if (auto said = conversation.say(line); !said) {
            complain(said.error().detail);
            return temporary_failure;
        }
        std::fflush(stdout);
    }
}

}  // namespace

int chat(const ChatOptions& options) {
    auto config = read_config(options.config, {.read_secrets = false});
    if (!config) return bad_input;
    auto bundle = load_bundle(*config);
    if (!bundle) {
        complain(bundle.error().detail);
        return bad_input;
    }
    const ScratchFolder folder;
    auto keys = registers::Keys::open(
        std::filesystem::exists(config->data_dir / "keys") ? config->data_dir / "keys"
                                                           : folder.path()
    );
    if (auto copied = copy_register(*config, folder.path()); !copied || !keys) {
        complain(keys ? copied.error().detail : keys.error().detail);
        return temporary_failure;
    }
    asio::io_context loop(1);
    auto store =
        Store::open(loop, folder.path(), [](const Error& error) { complain(error.detail); });
    if (!store) {
        complain(store.error().detail);
        return temporary_failure;
    }
    ops::Metrics metrics;
    News news;
    turns::Turns turns(
        loop, **store, *keys, std::move(*bundle), ops::system_clock(), metrics, news
    );
    if (options.trace) turns.watch(show_trace);
    return converse(Conversation(loop, **store, turns, options));
}

}  // namespace gateway::cli
