#include "dialogs/text/id_card.h"
#include "gateway/bundle_loader.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/outcomes.h"
#include "gateway/cli/recording.h"
#include "gateway/cli/scripts.h"
#include "gateway/cli/setup.h"
#include "gateway/cli/side.h"
#include "gateway/cli/today.h"
#include "gateway/turns/holding.h"
#include "gateway/turns/play.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::cli {
namespace {

constexpr int most_messages = 10'000;  // of one conversation
constexpr int page = 500;
std::vector<std::string> steps_of(const Rehearsed& played) {
    std::vector<std::string> steps;
    for (const auto& say : played.says)
        steps.push_back(say.step);
    return steps;
}

std::string words_of(const Rehearsed& played) {
    std::string words;
    for (const auto& say : played.says) {
        words += say.text + '\n';
        for (const auto& choice : say.choices)
            words += '[' + choice.key + ' ' + choice.label + "]\n";
    }
    return words.empty() ? "(silent)\n" : words;
}

// What its one action must have come back with for the old script to say what was recorded.
std::optional<dialogs::Input> outcome_of(
    const Side& before, const Exchange& exchange, const Rehearsed& first
) {
    for (const auto& answered : first.answered) {
        const auto* act = std::get_if<dialogs::Act>(&answered.question);
        if (!act || act->action == "office_hours") continue;
        const auto contract = before.script().actions.find(act->action);
        if (contract == before.script().actions.end()) return std::nullopt;
        for (auto& outcome : possible_outcomes(contract->second))
            if (steps_of(before.try_with(exchange, &outcome)) == exchange.steps) return outcome;
    }
    return std::nullopt;
}

struct Tally {
    int conversations = 0;
    int messages = 0;
    int changed = 0;
    int otherwise = 0;  // the old script does not say what was recorded either
};

void print_lines(char mark, const std::string& text) {
    for (std::size_t start = 0; start < text.size();) {
        const auto end = text.find('\n', start);
        fmt::print("  {} {}\n", mark, text.substr(start, end - start));
        start = end + 1;
    }
}

// The message at `i` with what was kept back with it, as it was taken when it came; `i` is then
// that of the last of them.
Exchange gather(const Side& before, const std::vector<Exchange>& exchanges, std::size_t& i) {
    Exchange whole = exchanges[i];
    std::string held;
    while (i + 1 < exchanges.size() && before.keeps_back(exchanges[i], held)) {
        held = std::move(whole.text);
        whole = exchanges[++i];
        if (!before.goes_on(whole, held)) {
            whole.pieces = std::move(held);
            break;
        }
        whole.text = turns::joined(held, whole.text);
    }
    return whole;
}

void replay(
    std::int64_t conversation,
    const std::vector<Exchange>& exchanges,
    Side before,
    Side after,
    Tally& tally
) {
    ++tally.conversations;
    tally.messages += static_cast<int>(exchanges.size());
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
        const auto exchange = gather(before, exchanges, i);
        auto old = before.try_with(exchange, nullptr);
        const auto outcome = outcome_of(before, exchange, old);
        if (outcome) old = before.try_with(exchange, &*outcome);
        auto now = after.try_with(exchange, outcome ? &*outcome : nullptr);
        if (steps_of(old) != exchange.steps) ++tally.otherwise;
        if (words_of(old) != words_of(now)) {
            ++tally.changed;
            fmt::print(
                "conversation {}, message {}: {}\n",
                conversation,
                i + 1,
                dialogs::text::mask(exchange.text)
            );
            print_lines('-', words_of(old));
            print_lines('+', words_of(now));
        }
        before.keep(exchange, std::move(old));
        after.keep(exchange, std::move(now));
    }
}

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
            replay(one.conversation, exchanges, before, after, tally);
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
