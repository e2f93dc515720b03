#include "gateway/bundle_loader.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/comparison.h"
#include "gateway/cli/recording.h"
#include "gateway/cli/scripts.h"
#include "gateway/cli/setup.h"
#include "gateway/cli/today.h"
#include "gateway/turns/play.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::cli {
namespace {

constexpr int most_messages = 10'000;  // of one conversation
constexpr int page = 500;

bool is_of_day(const std::vector<Exchange>& exchanges, const std::string& day) {
    if (day.empty()) return !exchanges.empty();
    return std::any_of(exchanges.begin(), exchanges.end(), [&](const Exchange& exchange) {
        const auto local =
            std::chrono::floor<std::chrono::days>(exchange.at + std::chrono::hours(8));
        return std::chrono::year_month_day(local) == today_in_china(day.c_str());
    });
}

dialogs::Result<Tally> replay_all(
    storage::Connection& connection,
    const config::Config& config,
    const turns::Bundle& bundle,
    const dialogs::Script& old,
    const ReplayOptions& options
) {
    Tally tally;
    std::int64_t last = 0;
    while (true) {
        auto sessions = storage::sessions_after(connection, last, page);
        if (!sessions) return sessions.error();
        if (sessions->empty()) return tally;
        last = sessions->back().conversation;
        for (const auto& one : *sessions) {
            if (options.conversation != 0 && one.conversation != options.conversation) continue;
            auto said = storage::messages_after(connection, one.conversation, 0, most_messages);
            if (!said) return said.error();
            const auto exchanges = exchanges_of(*said);
            if (!is_of_day(exchanges, options.day)) continue;
            const auto profile = profile_of(config, one.channel);
            const auto phone = turns::phone_of(profile, one.sender);
            const Side before(bundle, old, profile, phone);
            const Side after(bundle, bundle.script, profile, phone);
            compare(one.conversation, exchanges, before, after, tally);
        }
    }
}

// The one in force in the store; without one, what the configuration names.
dialogs::Result<ScriptPtr> script_in_force(
    storage::Connection& connection, const config::Config& config
) {
    auto bundles = storage::bundles_in_use(connection);
    if (!bundles) return bundles.error();
    for (const auto& bundle : *bundles)
        if (!bundle.superseded_at)
            if (auto script = script_of(bundle)) return script;
    auto loaded = load_bundle(config);
    if (!loaded) return loaded.error();
    return ScriptPtr(*loaded, &(*loaded)->script);
}

}  // namespace

int scripts_replay(const ReplayOptions& options) {
    auto config = read_config(options.config, {.read_secrets = false});
    if (!config) return bad_input;
    if (!options.day.empty() && !today_in_china(options.day.c_str())) {
        complain("--day must be a date like 2026-11-22");
        return bad_input;
    }
    auto next = *config;
    next.scripts = options.against;
    auto bundle = load_bundle(next);
    if (!bundle) {
        fmt::print(stderr, "{}", bundle.error().detail);
        return bad_input;
    }
    auto database = existing_database(*config);
    if (!database || !*database) {
        complain(database ? "there is no database: nothing was recorded" : database.error().detail);
        return database ? bad_input : temporary_failure;
    }
    auto old = script_in_force(**database, *config);
    if (!old) {
        complain(old.error().detail);
        return bad_input;
    }
    const auto tally = replay_all(**database, *config, **bundle, **old, options);
    if (!tally) {
        complain(tally.error().detail);
        return temporary_failure;
    }
    fmt::print(
        "{} conversations, {} messages: {} replies change\n",
        tally->conversations,
        tally->messages,
        tally->changed
    );
    if (tally->otherwise > 0)
        fmt::print("{} messages were answered otherwise when they came\n", tally->otherwise);
    return done;
}

}  // namespace gateway::cli
