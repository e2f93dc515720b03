#pragma once
#include "dialogs/engine/editions.h"
#include "gateway/ops/metrics.h"
#include "gateway/store/news.h"
#include "gateway/turns/arrival.h"
#include "gateway/turns/hear.h"
#include "gateway/turns/keep.h"
#include "gateway/turns/lanes.h"
#include "gateway/turns/late_answers.h"
#include "gateway/turns/play.h"
#include "gateway/turns/talks.h"
#include "storage/timers.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gateway::turns {

struct Taken {
    storage::Answer answer;         // the same bytes for every repeat
    std::int64_t conversation = 0;  // 0 for a repeat
    std::int64_t message = 0;
    bool repeated = false;
    // Kept back for its rest: what is to be answered in this very call if nothing follows so long.
    storage::Timer held;
    std::chrono::seconds held_for{};
};

// The imperative shell around advance(): keep, advance, commit, answer.
class Turns {
public:
    Turns(
        boost::asio::io_context& loop,
        Store& store,
        const registers::Keys& keys,
        BundlePtr bundle,
        ops::Clock clock,
        ops::Metrics& metrics,
        News& news
    );

    // Takes one message through a whole turn. When it gives a value, everything is on disk.
    // Faults: busy, unavailable, unknown: the provider must deliver it again.
    boost::asio::awaitable<Result<Taken>> take(Arrival arrival);

    // Wakes a session whose time has come; does nothing if it has moved on.
    boost::asio::awaitable<Result<void>> wake(storage::Timer timer, VoiceOf voice_of);

    // Articles and organisation count at once; the script for conversations that begin from now on.
    // Those under way go on by the one they began with for a while.
    void use(BundlePtr bundle);
    dialogs::Editions& editions() { return editions_; }
    const BundlePtr& bundle() const { return bundle_; }

    // Shows every played turn before it is kept: for a terminal that wants to know why.
    void watch(std::function<void(const Played&)> watcher) { watcher_ = std::move(watcher); }

    void answer_acts(ByHand by_hand) { player_.answer_acts(std::move(by_hand)); }

    // Who is told of new cases.
    void tell(desk::Groups groups) { groups_ = std::move(groups); }

    std::size_t people_served() const { return lanes_.busy(); }

private:
    using KeepingPtr = std::shared_ptr<Keeping>;

    using MaybeAnswer = std::optional<storage::Answer>;

    boost::asio::awaitable<Result<Taken>> take_now(const Arrival& arrival);
    boost::asio::awaitable<Result<Taken>> take_rest(const Arrival& arrival, Taken taken);
    boost::asio::awaitable<Result<MaybeAnswer>> play_woken(storage::Timer timer, Arrival arrival);
    boost::asio::awaitable<Result<void>> fit_into_allowance(Keeping& turn, const Arrival& arrival);
    boost::asio::awaitable<Result<Taken>> try_take(const Arrival& arrival, StartPtr recalled);
    boost::asio::awaitable<Result<Taken>> take_from(const Arrival& arrival, StartPtr start);
    Taken repeat(const storage::Delivery& before);
    boost::asio::awaitable<Result<Kept>> commit(KeepingPtr turn);
    void remember(Keeping& turn, Kept kept);
    void count(const Played& played);
    boost::asio::awaitable<Result<void>> forget(storage::Timer timer);

    Store& store_;
    Player player_;
    BundlePtr bundle_;
    dialogs::Editions editions_;
    Listener listener_;
    ops::Clock clock_;
    ops::Metrics& metrics_;
    ops::Counter answered_;
    ops::Counter handed_over_;
    std::vector<ops::Counter> looked_up_;  // by outcome
    News& news_;
    Lanes lanes_;
    LateAnswers late_answers_;
    Talks talks_;
    std::function<void(const Played&)> watcher_;
    desk::Groups groups_;
};

}  // namespace gateway::turns
