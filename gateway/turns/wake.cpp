#include "gateway/delivery/allowance.h"
#include "gateway/turns/compact.h"
#include "gateway/turns/turns.h"
#include "gateway/turns/waking.h"

#include <utility>

// What a conversation does by itself, without anybody having written.

namespace gateway::turns {

boost::asio::awaitable<Result<void>> Turns::wake(storage::Timer timer, VoiceOf voice_of) {
    const auto id = timer.conversation;
    using Found = std::optional<storage::Conversation>;
    std::function<Result<Found>(Connection&)> look = [id](Connection& connection) {
        return storage::find_conversation(connection, id);
    };
    auto found = co_await store_.read<Found>(std::move(look));
    if (!found) co_return found.error();
    if (!*found) co_return Error{Fault::not_found, "no such conversation"};
    Arrival arrival;
    arrival.message.from = (*found)->address;
    arrival.voice = voice_of(arrival.message.from.channel);
    auto played = co_await play_woken(timer, std::move(arrival));
    if (!played) co_return played.error();
    co_return co_await forget(std::move(timer));
}

// Nothing when the session has moved on.
boost::asio::awaitable<Result<Turns::MaybeAnswer>> Turns::play_woken(
    storage::Timer timer, Arrival arrival
) {
    auto pass = co_await lanes_.enter(arrival.message.from);
    if (!pass) co_return pass.error();
    // Only now nobody else advances this session.
    std::function<Result<Waking>(Connection&)> look = [timer](Connection& connection) {
        return find_waking(connection, timer);
    };
    auto found = co_await store_.read<Waking>(std::move(look));
    if (!found) co_return found.error();
    MaybeAnswer answer;
    if (!is_due(timer, *found->start)) co_return answer;
    talks_.forget(arrival.message.from);

    auto turn = std::make_shared<Keeping>();
    turn->start = std::move(found->start);
    turn->now = clock_();
    turn->is_delivery = false;
    turn->message = arrival.message;
    turn->answers_late = static_cast<bool>(arrival.acknowledge);
    auto input = woken_by(timer, *turn->start, found->to_rate);
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
    // Nothing else is asked in the same breath.
    if (turn->played->session.status == dialogs::SessionStatus::active)
        turn->to_rate = std::move(found->to_rate);
    turn->spoken = speak(arrival, turn->played->says, turn->now);
    auto fitted = co_await fit_into_allowance(*turn, arrival);
    if (!fitted) co_return fitted.error();
    auto kept = co_await commit(turn);
    if (!kept && kept.error().fault != Fault::conflict) co_return kept.error();
    if (kept) answer = std::move(turn->spoken.answer);
    co_return answer;
}

// What leaves by itself, long after the person wrote.
boost::asio::awaitable<Result<void>> Turns::fit_into_allowance(
    Keeping& turn, const Arrival& arrival
) {
    if (!counts_pushes(arrival)) co_return Result<void>();
    const auto id = turn.start->conversation.id;
    std::function<Result<storage::Pushed>(Connection&)> count = [id](Connection& connection) {
        return storage::pushed_since_heard(connection, id);
    };
    auto pushed = co_await store_.read<storage::Pushed>(std::move(count));
    if (!pushed) co_return pushed.error();
    const auto can = arrival.voice.channel->capabilities();
    const auto allowed = delivery::allowance(can, *pushed, turn.now);
    compact(turn.spoken.replies, can, allowed->left);
    co_return Result<void>();
}

boost::asio::awaitable<Result<void>> Turns::forget(storage::Timer timer) {
    std::function<Result<void>(Connection&)> job = [timer](Connection& connection) {
        return storage::drop_timer(connection, timer);
    };
    auto dropped = co_await store_.write<void>(std::move(job));
    co_return dropped;
}

}  // namespace gateway::turns
