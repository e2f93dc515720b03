#include "gateway/turns/turns.h"

#include "dialogs/engine/session_codec.h"
#include "gateway/turns/holding.h"
#include "gateway/turns/intake.h"
#include "storage/conversations.h"

#include <fmt/format.h>

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

// A session no engine can read any more starts anew: the person is greeted, never left alone.
dialogs::Session session_of(const std::string& state) {
    if (state.empty()) return {};
    auto session = dialogs::session_from_json(state);
    return session ? std::move(*session) : dialogs::Session{};
}

Result<StartPtr> find_start(Connection& connection, const dialogs::Address& address) {
    auto talk = storage::find_talk(connection, address);
    if (!talk) return talk.error();
    auto start = std::make_unique<Start>();
    start->conversation = std::move(talk->conversation);
    start->session_version = talk->session_version;
    start->session = session_of(talk->session_state);
    start->held = std::move(talk->held);
    return start;
}

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

dialogs::Input woken_by(const storage::Timer& timer, const Start& start) {
    const auto& kind = timer.kind;
    if (kind == wake_held) {
        dialogs::Message whole;
        whole.from = start.conversation.address;
        whole.id = fmt::format("held-{}-{}", timer.conversation, timer.version);
        whole.text = start.held;
        return heard_of(std::move(whole));
    }
    if (kind == storage::wake_returned) return dialogs::Returned{false};
    if (kind == storage::wake_closed) return dialogs::Returned{true};
    dialogs::TimedOut timed_out;
    timed_out.kind = kind;
    return timed_out;
}

// Not when the session or who speaks has moved on; and what a clerk gave back is taken back once.
bool is_due(const storage::Timer& timer, const Start& start) {
    if (start.session_version != timer.version) return false;
    if (timer.kind.starts_with("sla"))
        return start.conversation.control == storage::Control::queued;
    if (start.conversation.control != storage::Control::bot) return false;
    const bool given_back =
        timer.kind == storage::wake_returned || timer.kind == storage::wake_closed;
    return !given_back || start.session.status == dialogs::SessionStatus::handed_over;
}

// The area a QR code stands for. The one a page was opened with counts until a better one is known,
// and none takes a case away from those who have it.
std::string area_of(const Arrival& arrival, const storage::Conversation& conversation) {
    if (!conversation.case_no.empty()) return {};
    auto scanned = scene_of(arrival.message);
    if (!scanned.empty() || !conversation.area.empty()) return scanned;
    return arrival.scene;
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
      player_(store, keys),
      bundle_(std::move(bundle)),
      editions_(dialogs::ScriptPtr(bundle_, &bundle_->script)),
      listener_(player_, editions_),
      clock_(std::move(clock)),
      metrics_(metrics),
      answered_(metrics.turns("bot")),
      handed_over_(metrics.turns("handover")),
      news_(news),
      lanes_(loop) {}

void Turns::use(BundlePtr bundle) {
    bundle_ = std::move(bundle);
    editions_.publish(dialogs::ScriptPtr(bundle_, &bundle_->script), clock_());
}

boost::asio::awaitable<Result<Taken>> Turns::take(Arrival arrival) {
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
    turn->now = clock_();
    auto& conversation = turn->start->conversation;
    turn->area = area_of(arrival, conversation);
    if (!bundle_->organisation.find(turn->area)) turn->area.clear();
    if (!turn->area.empty()) conversation.area = turn->area;

    auto played = co_await listener_.hear(bundle_, *turn, arrival);
    if (!played) co_return played.error();
    turn->played = std::move(*played);
    turn->spoken = speak(arrival, turn->played->says, turn->now);

    auto kept = co_await commit(turn);
    if (!kept) co_return kept.error();
    Taken taken;
    taken.answer = std::move(turn->spoken.answer);
    taken.conversation = kept->conversation.id;
    taken.message = kept->message;
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

boost::asio::awaitable<Result<Kept>> Turns::commit(KeepingPtr turn) {
    if (watcher_) watcher_(*turn->played);
    std::function<Result<Kept>(Connection&)> job = [turn](Connection& connection) {
        return keep(connection, *turn);
    };
    auto kept = co_await store_.write<Kept>(std::move(job));
    if (!kept) co_return kept;
    (turn->played->handover ? handed_over_ : answered_).add();
    const Committed committed{kept->conversation.id, kept->to_send};
    news_.ring(committed);
    co_return kept;
}

boost::asio::awaitable<Result<void>> Turns::wake(storage::Timer timer, VoiceOf voice_of) {
    std::function<Result<StartPtr>(Connection&)> look = [timer](Connection& connection
                                                        ) -> Result<StartPtr> {
        auto conversation = storage::find_conversation(connection, timer.conversation);
        if (!conversation) return conversation.error();
        if (!*conversation) return Error{Fault::not_found, "no such conversation"};
        return find_start(connection, (*conversation)->address);
    };
    auto found = co_await store_.read<StartPtr>(look);
    if (!found) co_return found.error();
    const auto address = (*found)->conversation.address;
    auto pass = co_await lanes_.enter(address);
    if (!pass) co_return pass.error();
    // Only now nobody else advances this session: look again.
    found = co_await store_.read<StartPtr>(std::move(look));
    if (!found) co_return found.error();
    if (!is_due(timer, **found)) {
        co_return co_await forget(std::move(timer));
    }
    talks_.forget(address);

    auto turn = std::make_shared<Keeping>();
    turn->start = std::move(*found);
    turn->now = clock_();
    turn->is_delivery = false;
    Arrival arrival;
    arrival.voice = voice_of(address.channel);
    auto input = woken_by(timer, *turn->start);
    auto placed = editions_.place(std::move(turn->start->session), turn->now);
    auto before = std::make_unique<Played>();
    before->session = std::move(placed.session);
    auto played = co_await player_.play(
        bundle_,
        std::move(placed.script),
        std::move(before),
        turn->start->conversation,
        std::move(input),
        arrival.voice.profile,
        turn->now
    );
    if (!played) co_return played.error();
    turn->played = std::move(*played);
    turn->spoken = speak(arrival, turn->played->says, turn->now);
    auto kept = co_await commit(turn);
    if (!kept && kept.error().fault != Fault::conflict) co_return kept.error();
    co_return co_await forget(std::move(timer));
}

boost::asio::awaitable<Result<void>> Turns::forget(storage::Timer timer) {
    std::function<Result<void>(Connection&)> job = [timer](Connection& connection) {
        return storage::drop_timer(connection, timer);
    };
    auto dropped = co_await store_.write<void>(std::move(job));
    co_return dropped;
}

}  // namespace gateway::turns
