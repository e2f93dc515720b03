#include "dialogs/text/id_card.h"
#include "gateway/bundle_loader.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/outcomes.h"
#include "gateway/cli/recording.h"
#include "gateway/cli/rehearsal.h"
#include "gateway/cli/scripts.h"
#include "gateway/cli/setup.h"
#include "gateway/cli/today.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::cli {
namespace {

constexpr int most_messages = 10'000;  // of one conversation
constexpr int page = 500;
constexpr const char* stand_in = "0000";  // for what was too sensitive to keep

// One script's side of a conversation that is played again.
class Side {
public:
    Side(const turns::Bundle& bundle, const dialogs::Script& script, std::string channel)
        : bundle_(bundle), script_(script), channel_(std::move(channel)) {}

    // The reply to one message when actions come back with `outcome`; nothing is changed.
    Rehearsed try_with(const Exchange& exchange, const dialogs::Input* outcome) const {
        auto session = at(exchange);
        const auto act = [&](const dialogs::Act& wanted) -> dialogs::Input {
            if (outcome) return *outcome;
            const auto contract = script_.actions.find(wanted.action);
            if (contract == script_.actions.end()) return dialogs::Failed{wanted.action};
            return possible_outcomes(contract->second).front();
        };
        const std::string text = exchange.hidden ? stand_in : exchange.text;
        return rehearse(
            bundle_,
            script_,
            std::move(session),
            heard(text, exchange.at),
            {exchange.at, channel_},
            act
        );
    }

    void keep(const Exchange& exchange, Rehearsed played) {
        session_ = std::move(played.session);
        reminders_ = std::move(played.reminders);
        spoke_at_ = exchange.at;
    }

    const dialogs::Script& script() const { return script_; }

private:
    // As it stands when the message comes: what was due by then has happened, and a person who had
    // the conversation is done when the bot answers again.
    dialogs::Session at(const Exchange& exchange) const {
        auto session = session_;
        const auto nobody = [](const dialogs::Act& act) -> dialogs::Input {
            return dialogs::Failed{act.action};
        };
        const auto put = [&](const dialogs::Input& input, dialogs::Time when) {
            session =
                rehearse(bundle_, script_, std::move(session), input, {when, channel_}, nobody)
                    .session;
        };
        for (const auto& due : reminders_)
            if (spoke_at_ + due.after <= exchange.at)
                put(dialogs::TimedOut{due.kind}, spoke_at_ + due.after);
        const bool away = session.status == dialogs::SessionStatus::handed_over;
        if (away && !exchange.steps.empty()) put(dialogs::Returned{}, exchange.at);
        return session;
    }

    const turns::Bundle& bundle_;
    const dialogs::Script& script_;
    std::string channel_;
    dialogs::Session session_;
    std::vector<dialogs::Remind> reminders_;
    dialogs::Time spoke_at_{};
};

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

void replay(
    std::int64_t conversation,
    const std::vector<Exchange>& exchanges,
    Side before,
    Side after,
    Tally& tally
) {
    ++tally.conversations;
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
        const auto& exchange = exchanges[i];
        ++tally.messages;
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
            const Side before(bundle, old, profile);
            const Side after(bundle, bundle.script, profile);
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
