#include "gateway/reception.h"

#include "gateway/ops/log.h"
#include "storage/opt_ins.h"

#include <utility>

namespace gateway {
namespace {

// Messages of one person: twenty in a minute is more than a conversation and less than a flood.
constexpr std::size_t quota_messages = 20;
constexpr std::chrono::seconds quota_window{60};
// People whose pace is remembered; when there are more, all are forgotten.
constexpr std::size_t max_paces = 20'000;
http::Reply to_reply(const storage::Answer& answer) {
    http::Reply reply;
    reply.status = answer.status;
    reply.type = answer.type;
    reply.body = answer.body;
    return reply;
}

}  // namespace

boost::asio::awaitable<http::Reply> Reception::keep(
    const Entry& entry, channels::Received received
) {
    if (!received.receipts.empty()) {
        auto marked = co_await tools_.receipts.keep(*entry.channel, std::move(received.receipts));
        if (!marked) co_return entry.channel->refuse(marked.error());
    }
    if (!received.opt_ins.empty()) {
        auto kept = co_await keep_opt_ins(*entry.channel, received);
        if (!kept) co_return entry.channel->refuse(kept.error());
    }
    if (received.messages.empty())
        co_return entry.channel->acknowledge(received.reply_to, {}, ambient(tools_.clock()));
    auto reply = co_await keep_messages(entry, std::move(received));
    co_return reply;
}

// Who floods us is turned away, and the others of a batch are not: when it comes again, what was
// kept of it is known and takes no part of anybody's quota.
boost::asio::awaitable<http::Reply> Reception::keep_messages(
    const Entry& entry, channels::Received received
) {
    const auto to = std::make_shared<const channels::ReplyTo>(std::move(received.reply_to));
    const bool alone = received.messages.size() == 1;
    std::optional<http::Reply> turned_away;
    http::Reply reply;
    for (auto& message : received.messages) {
        const bool welcome = alone && within_quota(message.from);
        if (!welcome) {
            auto before = co_await find_before(message);
            if (!before) co_return entry.channel->refuse(before.error());
            if (*before) {
                reply = to_reply((*before)->answer);
                continue;
            }
            if (alone || !within_quota(message.from)) {
                turned_away = turn_away(entry, *to);
                continue;
            }
        }
        reply = co_await take(entry, to, std::move(message));
        if (reply.status >= 300) co_return reply;
        if (received.pressed && entry.settle) entry.settle(*received.pressed);
    }
    if (turned_away) co_return std::move(*turned_away);
    co_return reply;
}

boost::asio::awaitable<http::Reply> Reception::take(
    const Entry& entry, std::shared_ptr<const channels::ReplyTo> to, dialogs::Message message
) {
    const auto here = ambient(tools_.clock());
    const auto* unanswered = entry.voice.unanswered;
    if (unanswered && unanswered->has(message.from.sender))
        tools_.metrics.ingress(entry.channel->name(), "unanswered").add();
    // Bytes that were no text: a channel that speaks another charset than it says shows here.
    if (message.text.find("\uFFFD") != std::string::npos)
        tools_.metrics.ingress(entry.channel->name(), "mended").add();
    turns::Arrival arrival;
    arrival.message = std::move(message);
    arrival.voice = entry.voice;
    arrival.acknowledge = [&entry, to, here](const std::vector<std::string>& parts) {
        return entry.channel->acknowledge(*to, parts, here);
    };
    if (!to->way_back.empty())
        arrival.returning = [&entry, to](std::string part) {
            return entry.channel->returning(*to, std::move(part));
        };
    auto taken = co_await tools_.turns.take(std::move(arrival));
    if (taken) co_return to_reply(taken->answer);
    ops::log::warn(
        "turn_failed", {{"channel", entry.channel->name()}, {"why", taken.error().detail}}
    );
    co_return entry.channel->refuse(taken.error());
}

// A call that is delivered twice counts once.
boost::asio::awaitable<Result<void>> Reception::keep_opt_ins(
    const channels::Channel& channel, channels::Received& received
) {
    const auto name = channel.name();
    const auto now = tools_.clock();
    const auto id = received.id;
    const auto opt_ins = std::move(received.opt_ins);
    std::function<Result<void>(Connection&)> job = [name, now, id, opt_ins](Connection& connection
                                                   ) -> Result<void> {
        storage::Delivery delivery;
        delivery.channel = name;
        delivery.external_id = id;
        delivery.received_at = now;
        auto kept = storage::keep_delivery(connection, delivery);
        if (!kept) return kept;
        for (const auto& decided : opt_ins) {
            const storage::opt_ins::OptIn who{name, decided.person, decided.template_id};
            auto done = storage::opt_ins::decide(connection, who, decided.accepted, now);
            if (!done) return done;
        }
        return {};
    };
    auto kept = co_await tools_.store.write<void>(std::move(job));
    if (!kept && kept.error().fault == Fault::conflict) co_return Result<void>();
    co_return kept;
}

boost::asio::awaitable<Result<Reception::Before>> Reception::find_before(dialogs::Message message) {
    std::function<Result<Before>(Connection&)> look = [message](Connection& connection) {
        return storage::find_delivery(connection, message.from.channel, message.id);
    };
    auto before = co_await tools_.store.read<Before>(std::move(look));
    co_return before;
}

// Nothing of a flood is kept. Where the answer is shown to the person it is a word to him;
// elsewhere the provider is told to come again.
http::Reply Reception::turn_away(const Entry& entry, const channels::ReplyTo& to) {
    tools_.metrics.ingress(entry.channel->name(), "too_fast").add();
    const Error flood{Fault::busy, "too many messages of one person"};
    if (!entry.channel->capabilities().passive_reply) return entry.channel->refuse(flood);
    dialogs::Say say;
    say.text = "您发得太快了，刚才这条没收到。请稍后再试。";
    const auto here = ambient(tools_.clock());
    return entry.channel->acknowledge(to, entry.channel->plan(say), here);
}

channels::Ambient Reception::ambient(dialogs::Time now) {
    channels::Ambient here;
    here.now = now;
    here.random = random_.draw();
    return here;
}

bool Reception::within_quota(const dialogs::Address& address) {
    if (paces_.size() > max_paces) paces_.clear();
    return paces_.try_emplace(AddressHash()(address), quota_messages, quota_window)
        .first->second.take(tools_.clock());
}

}  // namespace gateway
