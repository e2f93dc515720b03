#pragma once
#include "gateway/channels/channel.h"
#include "gateway/ops/metrics.h"
#include "gateway/store/news.h"
#include "gateway/turns/keep.h"
#include "gateway/turns/lanes.h"
#include "gateway/turns/play.h"
#include "storage/timers.h"

#include <functional>
#include <string>
#include <vector>

namespace gateway::turns {

// How a channel speaks, as far as a turn must know it.
struct Voice {
    std::string profile;                         // of bot.yaml: "sms", "wechat", "web"
    const channels::Channel* channel = nullptr;  // null for web chat: pages fetch what was said
};

using VoiceOf = std::function<Voice(const std::string& channel)>;

// One message as it arrived.
struct Arrival {
    dialogs::Message message;
    Voice voice;
    std::string scene;  // the area code of a page's QR code, if it came with one
    // Makes the provider's answer of the replies' parts; empty where nothing is acknowledged.
    std::function<http::Reply(const std::vector<std::string>& parts)> acknowledge;
};

struct Taken {
    storage::Answer answer;         // the same bytes for every repeat
    std::int64_t conversation = 0;  // 0 for a repeat
    std::int64_t message = 0;
    bool repeated = false;
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

    // Shows every played turn before it is kept: for a terminal that wants to know why.
    void watch(std::function<void(const Played&)> watcher) { watcher_ = std::move(watcher); }

    std::size_t people_served() const { return lanes_.busy(); }

private:
    boost::asio::awaitable<Result<Taken>> try_take(const Arrival& arrival);
    Taken repeat(const storage::Delivery& before);
    boost::asio::awaitable<Result<Played>> play(Keeping& turn, std::string profile);
    boost::asio::awaitable<Result<Kept>> commit(Keeping turn);
    boost::asio::awaitable<Result<void>> forget(std::int64_t timer);

    Store& store_;
    Player player_;
    BundlePtr bundle_;
    ops::Clock clock_;
    ops::Metrics& metrics_;
    ops::Counter answered_;
    ops::Counter handed_over_;
    News& news_;
    Lanes lanes_;
    std::function<void(const Played&)> watcher_;
};

}  // namespace gateway::turns
