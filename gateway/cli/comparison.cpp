#include "gateway/cli/comparison.h"

#include "dialogs/text/id_card.h"
#include "gateway/cli/circumstances.h"
#include "gateway/turns/holding.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>

namespace gateway::cli {
namespace {

std::string words_said(const Rehearsed& played) {
    std::string words;
    for (const auto& say : played.says) {
        words += say.text + '\n';
        for (const auto& choice : say.choices)
            words += '[' + choice.key + ' ' + choice.label + "]\n";
    }
    return words.empty() ? "(silent)\n" : words;
}

void print_lines(char mark, const std::string& text) {
    for (std::size_t start = 0; start < text.size();) {
        const auto end = text.find('\n', start);
        fmt::print("  {} {}\n", mark, text.substr(start, end - start));
        start = end + 1;
    }
}

// What was said at `i` with what was kept back before it, as it was taken when it came; `i` is then
// that of the last of them.
Exchange gather(const Side& before, const std::vector<Exchange>& exchanges, std::size_t& i) {
    Exchange whole = exchanges[i];
    std::string held;
    while (i + 1 < exchanges.size() && before.keeps_back(exchanges[i], held)) {
        const auto& next = exchanges[i + 1];
        if (next.by_itself) {
            // No more came, and so they were answered.
            ++i;
            whole.at = next.at;
            whole.steps = next.steps;
            break;
        }
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

// What both scripts say to the same.
struct Said {
    Rehearsed old;
    Rehearsed now;
};

// One conversation, played by the script in force and by the other one.
class Replay {
public:
    Replay(std::int64_t conversation, Side before, Side after, Tally& tally)
        : conversation_(conversation),
          before_(std::move(before)),
          after_(std::move(after)),
          tally_(tally) {}

    void run(const std::vector<Exchange>& exchanges) {
        ++tally_.conversations;
        for (std::size_t i = 0; i < exchanges.size(); ++i) {
            const auto from = i;
            const auto at = exchanges[i].at;
            Said passed{before_.let_pass(at), after_.let_pass(at)};
            const auto exchange = gather(before_, exchanges, i);
            if (exchange.by_itself) {
                happen(exchange, std::move(passed));
            } else {
                compare(passed, by_itself());
                message_ += written(exchanges, from, i);
                hear(exchange);
            }
        }
        tally_.messages += message_;
    }

private:
    static int written(const std::vector<Exchange>& exchanges, std::size_t from, std::size_t to) {
        const std::span gathered(exchanges.data() + from, to - from + 1);
        return static_cast<int>(std::ranges::count(gathered, false, &Exchange::by_itself));
    }

    Said play(const Exchange& exchange) {
        const auto around = circumstances_of(before_, exchange);
        return {before_.play(exchange, around), after_.play(exchange, around)};
    }

    void hear(const Exchange& exchange) {
        const auto said = play(exchange);
        if (steps_of(said.old) != exchange.steps) ++tally_.otherwise;
        compare(said, fmt::format("message {}: {}", message_, dialogs::text::mask(exchange.text)));
    }

    // Where the time that has passed does not explain what was said, a clerk does.
    void happen(const Exchange& exchange, Said said) {
        if (steps_of(said.old) != exchange.steps) {
            auto more = play(exchange);
            std::ranges::move(more.old.says, std::back_inserter(said.old.says));
            std::ranges::move(more.now.says, std::back_inserter(said.now.says));
        }
        if (steps_of(said.old) != exchange.steps) ++tally_.otherwise;
        compare(said, by_itself());
    }

    std::string by_itself() const { return fmt::format("by itself after message {}", message_); }

    void compare(const Said& said, const std::string& where) {
        const auto old = words_said(said.old);
        const auto now = words_said(said.now);
        if (old == now) return;
        ++tally_.changed;
        fmt::print("conversation {}, {}\n", conversation_, where);
        print_lines('-', old);
        print_lines('+', now);
    }

    std::int64_t conversation_;
    Side before_;
    Side after_;
    Tally& tally_;
    int message_ = 0;
};

}  // namespace

void compare(
    std::int64_t conversation,
    const std::vector<Exchange>& exchanges,
    const Side& before,
    const Side& after,
    Tally& tally
) {
    Replay(conversation, before, after, tally).run(exchanges);
}

}  // namespace gateway::cli
