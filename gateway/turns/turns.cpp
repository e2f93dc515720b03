#include "gateway/turns/turns.h"

#include "gateway/turns/compact.h"
#include "gateway/turns/holding.h"
#include "gateway/turns/intake.h"
#include "gateway/turns/waking.h"
#include "storage/conversations.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace gateway::turns {
namespace {

// Another process or the desk may change a conversation between reading and commit; losing this
// often in a row is a bug, not bad luck.
constexpr int max_attempts = 5;

struct Beginning {
    StartPtr start;
    std::optional<storage::Delivery> before;  // this very message, taken earlier
};

Result<Beginning> begin(Connection& connection, const dialogs::Message& message) {
    Beginning beginning;
    auto before = storage::find_delivery(connection, message.from.channel, message.id);
    if (!before) return before.error();
    beginning.before = std::move(*before);
    if (beginning.before) return beginning;
    auto start = find_start(connection, message.from);
    if (!start) return start.error();
    beginning.start = std::move(*start);
    return beginning;
}

// Whoever writes opens his window anew, and with it all that it takes.
void fit_into_window(const Arrival& arrival, std::vector<delivery::Outgoing>& replies) {
    if (!counts_pushes(arrival)) return;
    const auto can = arrival.voice.channel->capabilities();
    const bool wrote = arrival.message.kind != dialogs::MessageKind::event;
    compact(replies, can, wrote ? can.pushes : can.event_pushes);
}

// The area a QR code stands for. The one a page was opened with counts until a better one is known,
// and none takes a case away from those who have it.
std::string area_of(const Arrival& arrival, const storage::Conversation& conversation) {
    if (!conversation.case_no.empty()) return {};
    auto scanned = scene_of(arrival.message);
    if (!scanned.empty() || !conversation.area.empty()) return scanned;
    return arrival.scene;
}

// By Outcome.
std::vector<ops::Counter> look_ups_of(ops::Metrics& metrics) {
    using dialogs::Outcome;
    std::vector<ops::Counter> counters;
    for (const auto outcome :
         {Outcome::answer, Outcome::clarify, Outcome::none, Outcome::emergency, Outcome::redirect})
        counters.push_back(metrics.look_ups(name_of(outcome)));
    return counters;
}

}  // namespace

Turns::Turns(
    boost::asio::io_context& loop,
    Store& store,
    const registers::Keys& keys,
    BundlePtr bundle,
    ops::Clock clock,
    ops::Metrics& metrics,
    News& news
)
    : store_(store),
      player_(store, keys, metrics),
      bundle_(std::move(bundle)),
      editions_(dialogs::ScriptPtr(bundle_, &bundle_->script)),
      listener_(player_, editions_),
      clock_(std::move(clock)),
      metrics_(metrics),
      answered_(metrics.turns("bot")),
      handed_over_(metrics.turns("handover")),
      looked_up_(look_ups_of(metrics)),
      news_(news),
      lanes_(loop) {}

void Turns::use(BundlePtr bundle) {
    bundle_ = std::move(bundle);
    editions_.publish(dialogs::ScriptPtr(bundle_, &bundle_->script), clock_());
}

boost::asio::awaitable<Result<Taken>> Turns::take(Arrival arrival) {
    auto taken = co_await take_now(arrival);
    if (!taken) co_return taken;
    if (taken->held_for.count() > 0) co_return co_await take_rest(arrival, std::move(*taken));
    if (taken->repeated) {
        const bool was_open = co_await late_answers_.await(arrival.message);
        if (was_open) co_return co_await take_now(arrival);
    }
    co_return taken;
}

// The call stays open for the rest of the message, and carries the answer when nothing follows.
// What goes wrong is left to the wake-up.
boost::asio::awaitable<Result<Taken>> Turns::take_rest(const Arrival& arrival, Taken taken) {
    const auto loop = co_await boost::asio::this_coro::executor;
    const auto open = late_answers_.open(loop, arrival.message);
    boost::asio::steady_timer rest(loop, taken.held_for);
    boost::system::error_code over;
    co_await rest.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, over));
    auto answered = co_await play_woken(taken.held, arrival);
    if (answered && *answered) taken.answer = std::move(**answered);
    co_return taken;
}

boost::asio::awaitable<Result<Taken>> Turns::take_now(const Arrival& arrival) {
    auto pass = co_await lanes_.enter(arrival.message.from);
    if (!pass) co_return pass.error();

    auto recalled = talks_.recall(arrival.message);
    for (int attempt = 0; attempt < max_attempts; ++attempt) {
        auto taken = co_await try_take(arrival, std::move(recalled));
        if (taken || taken.error().fault != Fault::conflict) co_return taken;
    }
    co_return Error{Fault::unavailable, "the conversation kept changing"};
}

boost::asio::awaitable<Result<Taken>> Turns::try_take(const Arrival& arrival, StartPtr recalled) {
    if (recalled) {
        auto taken = co_await take_from(arrival, std::move(recalled));
        co_return taken;
    }
    const auto message = arrival.message;
    std::function<Result<Beginning>(Connection&)> look = [message](Connection& connection) {
        return begin(connection, message);
    };
    auto beginning = co_await store_.read<Beginning>(std::move(look));
    if (!beginning) co_return beginning.error();
    if (beginning->before) co_return repeat(*beginning->before);
    auto taken = co_await take_from(arrival, std::move(beginning->start));
    co_return taken;
}

boost::asio::awaitable<Result<Taken>> Turns::take_from(const Arrival& arrival, StartPtr start) {
    auto turn = std::make_shared<Keeping>();
    turn->start = std::move(start);
    turn->message = arrival.message;
    turn->alongside = arrival.alongside;
    turn->fetches_media = arrival.voice.channel && arrival.voice.channel->capabilities().media;
    turn->writes_voices_down = turn->fetches_media && arrival.voice.writes_voices_down;
    turn->now = clock_();
    auto& conversation = turn->start->conversation;
    turn->area = area_of(arrival, conversation);
    if (!bundle_->organisation.find(turn->area)) turn->area.clear();
    if (!turn->area.empty()) conversation.area = turn->area;

    auto played = co_await listener_.hear(bundle_, *turn, arrival);
    if (!played) co_return played.error();
    turn->played = std::move(*played);
    turn->spoken = speak(arrival, turn->played->says, turn->now);
    for (auto& reply : turn->spoken.replies)
        reply.always = turn->consent.has_value();
    fit_into_window(arrival, turn->spoken.replies);

    auto kept = co_await commit(turn);
    if (!kept) co_return kept.error();
    Taken taken;
    taken.answer = std::move(turn->spoken.answer);
    taken.conversation = kept->conversation.id;
    taken.message = kept->message;
    taken.held_for = turn->played->held_for;
    taken.held = {taken.conversation, turn->start->session_version + 1, wake_held, turn->now};
    remember(*turn, std::move(*kept));
    co_return taken;
}

void Turns::remember(Keeping& turn, Kept kept) {
    auto& start = *turn.start;
    start.conversation = std::move(kept.conversation);
    if (turn.keeps_session) {
        ++start.session_version;
        start.session = std::move(turn.played->session);
        start.held = std::move(turn.played->held);
    }
    talks_.remember(std::move(turn.start), std::move(turn.message.id));
}

Taken Turns::repeat(const storage::Delivery& before) {
    metrics_.duplicates(before.channel).add();
    Taken taken;
    taken.answer = before.answer;
    taken.message = before.message;
    taken.repeated = true;
    return taken;
}

void Turns::count(const Played& played) {
    (played.handover ? handed_over_ : answered_).add();
    for (const auto outcome : played.outcomes)
        looked_up_[static_cast<std::size_t>(outcome)].add();
    if (played.handover) metrics_.handovers(played.handover->wanted.reason).add();
}

boost::asio::awaitable<Result<Kept>> Turns::commit(KeepingPtr turn) {
    if (watcher_) watcher_(*turn->played);
    if (turn->played->handover) turn->groups = groups_;
    if (turn->keeps_session) turn->state = state_of(*turn->played, turn->now);
    std::function<Result<Kept>(Connection&)> job = [turn](Connection& connection) {
        return keep(connection, *turn);
    };
    auto kept = co_await store_.write<Kept>(std::move(job));
    if (!kept) co_return kept;
    count(*turn->played);
    const Committed committed{kept->conversation.id, kept->to_send};
    news_.ring(committed);
    co_return kept;
}

}  // namespace gateway::turns
