#include "gateway/hooks.h"

#include "gateway/ops/log.h"
#include "gateway/ops/redact.h"
#include "storage/opt_ins.h"

#include <fmt/format.h>

namespace gateway {
namespace {

// Messages of one person: twenty in a minute is more than a conversation and less than a flood.
constexpr std::size_t quota_messages = 20;
constexpr std::chrono::seconds quota_window{60};
// People whose pace is remembered; when there are more, all are forgotten.
constexpr std::size_t max_paces = 20'000;
// A cloud's batch: a hundred long SMS, or eight hundred receipts. They say "several" and no number.
constexpr std::size_t batch_max = 256 * 1024;

// As long as the answer to a wrong signature: nobody learns by it which channels there are.
http::Reply no_such_channel() {
    auto reply = http::plain(404);
    reply.body = "no such door\n";
    return reply;
}

// For the channel's log, of a batch that could not be read as a whole.
std::string remark_on(const channels::Received& received) {
    if (received.skipped == 0) return {};
    const auto kept = received.messages.size() + received.receipts.size();
    return fmt::format(
        ", {} of {} left out: {}", received.skipped, kept + received.skipped, received.skipped_why
    );
}

http::Reply to_reply(const storage::Answer& answer) {
    http::Reply reply;
    reply.status = answer.status;
    reply.type = answer.type;
    reply.body = answer.body;
    return reply;
}

}  // namespace

Hooks::Door::Door(Entry at, ops::Metrics& metrics, ops::ChannelLog& channel_log)
    : entry(std::move(at)),
      calls(entry.channel->calls()),
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
    http::RouteOptions batches;
    batches.body_max = batch_max;
    router.add("GET", "/hooks/{channel}", handler);
    router.add("POST", "/hooks/{channel}", handler);
    for (const auto* path : {"/hooks/{channel}/{secret}", "/hooks/{channel}/{secret}/receipts"}) {
        router.add("GET", path, handler);
        router.add("POST", path, handler, batches);
    }
}

boost::asio::awaitable<http::Reply> Hooks::receive(http::Request request) {
    const std::string name(request.param("channel"));
    const auto found = doors_.find(name);
    if (found == doors_.end()) co_return no_such_channel();
    auto& door = found->second;
    const auto& entry = door.entry;
    // HEAD is answered like GET elsewhere, but a hook's GET keeps a message.
    auto refusal = channels::unfit(door.calls, request);
    if (refusal) co_return std::move(*refusal);
    const auto started = tools_.clock();
    const std::string secret(request.param("secret"));
    auto incoming = entry.channel->receive(request, secret, ambient(started));
    if (!incoming) {
        write_down(door, request, incoming.error(), started);
        co_return refuse(door, incoming.error());
    }
    if (auto* challenge = std::get_if<channels::Challenge>(&*incoming))
        co_return std::move(challenge->reply);
    if (auto* hint = std::get_if<channels::Pull>(&*incoming)) {
        auto answered = pull(entry, std::move(*hint));
        note(door, request.method, answered.status, "something to fetch", started);
        co_return answered;
    }
    auto received = std::get<channels::Received>(std::move(*incoming));
    if (!is_vouched_for(door, received, request.body)) {
        const Error forged{Fault::denied, "a signature that came with another body"};
        write_down(door, request, forged, started);
        co_return refuse(door, forged);
    }
    const auto remark = remark_on(received);
    if (received.skipped > 0) tell_skipped(door, received);
    auto reply = co_await keep(entry, std::move(received));
    (reply.status < 300 ? door.kept : door.failed).add();
    door.ack.observe(tools_.clock() - started);
    const auto became = std::string(reply.status < 300 ? "kept" : "not kept") + remark;
    note(door, request.method, reply.status, became, started);
    co_return reply;
}

void Hooks::note(
    Door& door, const std::string& method, int status, std::string became, Time started
) {
    ops::Exchange exchange;
    exchange.at = started;
    exchange.what = method;
    exchange.status = status;
    exchange.took = tools_.clock() - started;
    exchange.became = std::move(became);
    door.log->add(std::move(exchange));
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

bool Hooks::is_vouched_for(
    Door& door, const channels::Received& received, const std::string& body
) {
    if (received.proof.empty()) return true;
    const auto lasts = received.proof_lasts;
    const auto now = tools_.clock();
    auto& proofs = door.proofs;
    return received.share ? proofs.admits(received.proof, body, *received.share, now, lasts)
                          : proofs.admits(received.proof, body, now, lasts);
}

void Hooks::tell_skipped(Door& door, const channels::Received& received) {
    const auto& name = door.entry.channel->name();
    tools_.metrics.ingress(name, "skipped").add(static_cast<double>(received.skipped));
    ops::log::warn(
        "items_skipped",
        {{"channel", name},
         {"count", static_cast<std::int64_t>(received.skipped)},
         {"why", received.skipped_why}}
    );
}

boost::asio::awaitable<http::Reply> Hooks::keep(const Entry& entry, channels::Received received) {
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
boost::asio::awaitable<http::Reply> Hooks::keep_messages(
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

boost::asio::awaitable<http::Reply> Hooks::take(
    const Entry& entry, std::shared_ptr<const channels::ReplyTo> to, dialogs::Message message
) {
    const auto here = ambient(tools_.clock());
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
boost::asio::awaitable<Result<void>> Hooks::keep_opt_ins(
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

boost::asio::awaitable<Result<Hooks::Before>> Hooks::find_before(dialogs::Message message) {
    std::function<Result<Before>(Connection&)> look = [message](Connection& connection) {
        return storage::find_delivery(connection, message.from.channel, message.id);
    };
    auto before = co_await tools_.store.read<Before>(std::move(look));
    co_return before;
}

// Nothing of a flood is kept. Where the answer is shown to the person it is a word to him;
// elsewhere the provider is told to come again.
http::Reply Hooks::turn_away(const Entry& entry, const channels::ReplyTo& to) {
    tools_.metrics.ingress(entry.channel->name(), "too_fast").add();
    const Error flood{Fault::busy, "too many messages of one person"};
    if (!entry.channel->capabilities().passive_reply) return entry.channel->refuse(flood);
    dialogs::Say say;
    say.text = "您发得太快了，刚才这条没收到。请稍后再试。";
    const auto here = ambient(tools_.clock());
    return entry.channel->acknowledge(to, entry.channel->plan(say), here);
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
