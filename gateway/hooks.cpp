#include "gateway/hooks.h"

#include "gateway/ops/log.h"
#include "gateway/ops/redact.h"

#include <fmt/format.h>

namespace gateway {
namespace {

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

Hooks::Hooks(std::map<std::string, Entry> channels, Tools tools)
    : metrics_(tools.reception.metrics),
      clock_(tools.reception.clock),
      reception_(std::move(tools.reception)) {
    for (auto& [name, entry] : channels)
        doors_.emplace(name, Door(std::move(entry), metrics_, tools.log));
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
    const auto started = clock_();
    const std::string secret(request.param("secret"));
    auto incoming = entry.channel->receive(request, secret, reception_.ambient(started));
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
    auto reply = co_await reception_.keep(entry, std::move(received));
    (reply.status < 300 ? door.kept : door.failed).add();
    door.ack.observe(clock_() - started);
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
    exchange.took = clock_() - started;
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
    return entry.channel->acknowledge({}, {}, reception_.ambient(clock_()));
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
    const auto now = clock_();
    auto& proofs = door.proofs;
    return received.share ? proofs.admits(received.proof, body, *received.share, now, lasts)
                          : proofs.admits(received.proof, body, now, lasts);
}

void Hooks::tell_skipped(Door& door, const channels::Received& received) {
    const auto& name = door.entry.channel->name();
    metrics_.ingress(name, "skipped").add(static_cast<double>(received.skipped));
    ops::log::warn(
        "items_skipped",
        {{"channel", name},
         {"count", static_cast<std::int64_t>(received.skipped)},
         {"why", received.skipped_why}}
    );
}

}  // namespace gateway
