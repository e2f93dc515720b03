#include "gateway/hooks.h"

#include "gateway/desk/fallback.h"
#include "gateway/desk/journal.h"
#include "gateway/ops/log.h"
#include "gateway/ops/redact.h"
#include "storage/inbox.h"
#include "storage/outbox.h"

namespace gateway {
namespace {

// Messages of one person: twenty in a minute is more than a conversation and less than a flood.
constexpr std::size_t quota_messages = 20;
constexpr std::chrono::seconds quota_window{60};
// People whose pace is remembered; when there are more, all are forgotten.
constexpr std::size_t max_paces = 20'000;

// HEAD is answered like GET elsewhere, but a hook's GET keeps a message.
http::Reply only_looked_at() {
    auto reply = http::plain(405);
    reply.headers.emplace_back("Allow", "GET, POST");
    return reply;
}

http::Reply to_reply(const storage::Answer& answer) {
    http::Reply reply;
    reply.status = answer.status;
    reply.type = answer.type;
    reply.body = answer.body;
    return reply;
}

storage::ReceiptMark to_mark(const std::string& channel, const channels::Receipt& receipt) {
    using State = channels::Receipt::State;
    storage::ReceiptMark mark;
    mark.channel = channel;
    mark.part = receipt.part;
    mark.provider_id = receipt.provider_id;
    mark.state = receipt.state == State::delivered ? "delivered"
                 : receipt.state == State::failed  ? "failed"
                                                   : "sent";
    mark.code = receipt.code;
    return mark;
}

}  // namespace

Hooks::Door::Door(Entry at, ops::Metrics& metrics, ops::ChannelLog& channel_log)
    : entry(std::move(at)),
      log(&channel_log.of(entry.channel->name())),
      kept(metrics.ingress(entry.channel->name(), "kept")),
      failed(metrics.ingress(entry.channel->name(), "failed")),
      refused(metrics.ingress(entry.channel->name(), "refused")),
      forged(metrics.bad_signatures(entry.channel->name())),
      ack(metrics.ack(entry.channel->name())) {}

Hooks::Hooks(std::map<std::string, Entry> channels, Tools tools) : tools_(std::move(tools)) {
    for (auto& [name, entry] : channels)
        doors_.emplace(name, Door(std::move(entry), tools_.metrics, tools_.log));
}

void Hooks::add_to(http::Router& router) {
    const auto handler = [this](http::Request request) { return receive(std::move(request)); };
    for (const auto* path :
         {"/hooks/{channel}", "/hooks/{channel}/{secret}", "/hooks/{channel}/{secret}/receipts"}) {
        router.add("GET", path, handler);
        router.add("POST", path, handler);
    }
}

boost::asio::awaitable<http::Reply> Hooks::receive(http::Request request) {
    const std::string name(request.param("channel"));
    const auto found = doors_.find(name);
    if (found == doors_.end()) co_return http::plain(404);
    if (request.method == "HEAD") co_return only_looked_at();
    auto& door = found->second;
    const auto& entry = door.entry;
    const auto started = tools_.clock();
    const std::string secret(request.param("secret"));
    auto incoming = entry.channel->receive(request, secret, ambient(started));
    if (!incoming) {
        write_down(door, request, incoming.error(), started);
        co_return refuse(door, incoming.error());
    }
    if (auto* challenge = std::get_if<channels::Challenge>(&*incoming))
        co_return std::move(challenge->reply);
    if (auto* hint = std::get_if<channels::Pull>(&*incoming))
        co_return pull(entry, std::move(*hint));
    auto received = std::get<channels::Received>(std::move(*incoming));
    auto reply = co_await keep(entry, std::move(received));
    (reply.status < 300 ? door.kept : door.failed).add();
    const auto took = tools_.clock() - started;
    door.ack.observe(took);
    ops::Exchange exchange;
    exchange.at = started;
    exchange.what = request.method;
    exchange.status = reply.status;
    exchange.took = took;
    exchange.became = reply.status < 300 ? "kept" : "not kept";
    door.log->add(std::move(exchange));
    co_return reply;
}

http::Reply Hooks::refuse(Door& door, const Error& error) {
    const auto& channel = *door.entry.channel;
    if (error.fault == Fault::denied) door.forged.add();
    door.refused.add();
    ops::log::warn("hook_refused", {{"channel", channel.name()}, {"why", error.detail}});
    return channel.refuse(error);
}

// What is to be fetched waits with the provider, and is fetched after a restart too: so nothing of
// the call has to be on disk before it is answered.
http::Reply Hooks::pull(const Entry& entry, channels::Pull pull) {
    if (entry.pull) entry.pull(std::move(pull));
    return entry.channel->acknowledge({}, {}, ambient(tools_.clock()));
}

// What was refused is shown with all that may be shown of it: somebody has to find out why.
void Hooks::write_down(
    Door& door, const http::Request& request, const Error& refused, Time started
) {
    ops::Exchange exchange;
    exchange.at = started;
    exchange.what = request.method + " " + ops::redacted_url(request.target);
    exchange.status = door.entry.channel->refuse(refused).status;
    exchange.became = "refused: " + refused.detail;
    exchange.asked = ops::redacted(request.body);
    door.log->add(std::move(exchange));
}

boost::asio::awaitable<http::Reply> Hooks::keep(const Entry& entry, channels::Received received) {
    const auto to = std::make_shared<const channels::ReplyTo>(std::move(received.reply_to));
    const auto here = ambient(tools_.clock());
    const auto acknowledge = [&entry, to, here](const std::vector<std::string>& parts) {
        return entry.channel->acknowledge(*to, parts, here);
    };
    const auto returning = [&entry, to](std::string part) {
        return entry.channel->returning(*to, std::move(part));
    };
    if (!received.receipts.empty()) {
        auto marked = co_await mark(*entry.channel, std::move(received.receipts));
        if (!marked) co_return entry.channel->refuse(marked.error());
    }
    http::Reply reply;
    if (received.messages.empty()) reply = acknowledge({});
    for (auto& message : received.messages) {
        if (!within_quota(message.from))
            co_return co_await turn_away(entry, *to, std::move(message));
        turns::Arrival arrival;
        arrival.message = std::move(message);
        arrival.voice = entry.voice;
        arrival.acknowledge = acknowledge;
        if (!to->way_back.empty()) arrival.returning = returning;
        auto taken = co_await tools_.turns.take(std::move(arrival));
        if (!taken) {
            ops::log::warn(
                "turn_failed", {{"channel", entry.channel->name()}, {"why", taken.error().detail}}
            );
            co_return entry.channel->refuse(taken.error());
        }
        reply = to_reply(taken->answer);
    }
    co_return reply;
}

// Nothing of a flood is kept, but a repeat of what was kept is answered as it was. Where the answer
// is shown to the person it is a word to him; elsewhere the provider is told to come again.
boost::asio::awaitable<http::Reply> Hooks::turn_away(
    const Entry& entry, channels::ReplyTo to, dialogs::Message message
) {
    using Before = std::optional<storage::Delivery>;
    std::function<Result<Before>(Connection&)> look = [message](Connection& connection) {
        return storage::find_delivery(connection, message.from.channel, message.id);
    };
    auto before = co_await tools_.store.read<Before>(std::move(look));
    if (!before) co_return entry.channel->refuse(before.error());
    if (*before) co_return to_reply((*before)->answer);
    tools_.metrics.ingress(entry.channel->name(), "too_fast").add();
    const Error flood{Fault::busy, "too many messages of one person"};
    if (!entry.channel->capabilities().passive_reply) co_return entry.channel->refuse(flood);
    dialogs::Say say;
    say.text = "您发得太快了，刚才这条没收到。请稍后再试。";
    const auto here = ambient(tools_.clock());
    co_return entry.channel->acknowledge(to, entry.channel->plan(say), here);
}

boost::asio::awaitable<Result<void>> Hooks::mark(
    const channels::Channel& channel, std::vector<channels::Receipt> receipts
) {
    for (const auto& receipt : receipts) {
        if (receipt.state == channels::Receipt::State::queued) continue;
        const auto now = tools_.clock();
        const auto mark = to_mark(channel.name(), receipt);
        const bool opted_out = receipt.opted_out;
        std::function<Result<std::int64_t>(Connection&)> job =
            [mark, opted_out, now](Connection& connection) -> Result<std::int64_t> {
            auto settled = storage::mark_receipt(connection, mark);
            if (!settled) return settled.error();
            if (!*settled) return std::int64_t{0};
            auto told = desk::status_changed(
                connection, (*settled)->conversation, (*settled)->message, now
            );
            if (!told) return told.error();
            if (opted_out) {
                auto stopped =
                    desk::stopped_by_provider(connection, (*settled)->conversation, mark.code, now);
                if (!stopped) return stopped.error();
            }
            return (*settled)->conversation;
        };
        auto conversation = co_await tools_.store.write<std::int64_t>(std::move(job));
        if (!conversation) co_return conversation.error();
        const Committed settled{*conversation, false};
        if (*conversation != 0) tools_.news.ring(settled);
    }
    co_return Result<void>();
}

channels::Ambient Hooks::ambient(dialogs::Time now) {
    channels::Ambient here;
    here.now = now;
    here.random = random_.draw();
    return here;
}

bool Hooks::within_quota(const dialogs::Address& address) {
    if (paces_.size() > max_paces) paces_.clear();
    return paces_.try_emplace(AddressHash()(address), quota_messages, quota_window)
        .first->second.take(tools_.clock());
}

}  // namespace gateway
