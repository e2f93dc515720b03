#include "gateway/receipts.h"

#include "gateway/desk/fallback.h"
#include "gateway/desk/journal.h"
#include "storage/early_receipts.h"

namespace gateway {
namespace {

using delivery::Courier;
using storage::early_receipts::Early;

Early as_kept(const std::string& channel, channels::Receipt receipt) {
    using State = channels::Receipt::State;
    Early early;
    early.mark.channel = channel;
    early.mark.part = receipt.part;
    early.mark.provider_id = std::move(receipt.provider_id);
    early.mark.state = receipt.state == State::delivered ? "delivered"
                       : receipt.state == State::failed  ? "failed"
                                                         : "sent";
    early.mark.code = std::move(receipt.code);
    early.opted_out = receipt.opted_out;
    return early;
}

// What of its part's message is to be told and done, now that the part has moved.
Result<bool> follow(
    Connection& connection,
    const storage::Settled& settled,
    const Early& told,
    const Courier::Refused& refused,
    Time now
) {
    auto shown = desk::status_changed(connection, settled.conversation, settled.message, now);
    if (!shown) return shown.error();
    const auto& code = told.mark.code;
    if (told.opted_out) {
        auto stopped = desk::stopped_by_provider(connection, settled.conversation, code, now);
        if (!stopped) return stopped.error();
    }
    if (told.mark.state != "failed" || !refused) return false;
    auto part = storage::find_part(connection, settled.part);
    if (!part) return part.error();
    if (!*part) return false;
    using Reason = channels::Rejected::Reason;
    // A filed notice that did not arrive was not wanted any more.
    const bool filed = !(*part)->form.empty();
    const channels::Rejected why{code, filed ? Reason::window_closed : Reason::useless};
    return refused(connection, **part, why, now);
}

// A receipt of nothing we know: while something is being sent it may be of that.
Result<void> keep_early(Connection& connection, const Early& told, Time now) {
    if (told.mark.part != 0 || told.mark.provider_id.empty()) return {};
    auto known = storage::is_known(connection, told.mark.channel, told.mark.provider_id);
    if (!known) return known.error();
    if (*known) return {};
    auto sending = storage::is_sending(connection, told.mark.channel);
    if (!sending) return sending.error();
    if (!*sending) return {};
    return storage::early_receipts::keep(connection, told, now);
}

// Nothing when it moved nothing.
Result<std::optional<Committed>> settle(
    Connection& connection, const Early& told, const Courier::Refused& refused, Time now
) {
    auto settled = storage::mark_receipt(connection, told.mark);
    if (!settled) return settled.error();
    if (!*settled) {
        auto kept = keep_early(connection, told, now);
        if (!kept) return kept.error();
        return std::optional<Committed>();
    }
    auto to_send = follow(connection, **settled, told, refused, now);
    if (!to_send) return to_send.error();
    return std::optional(Committed{(*settled)->conversation, *to_send});
}

// What had been told of the part that now has this id; gives whether there are new parts.
Result<bool> catch_up(
    Connection& connection,
    const std::string& channel,
    const std::string& provider_id,
    const Courier::Refused& refused,
    Time now
) {
    if (provider_id.empty()) return false;
    auto early = storage::early_receipts::take(connection, channel, provider_id);
    if (!early) return early.error();
    if (!*early) return false;
    auto settled = settle(connection, **early, refused, now);
    if (!settled) return settled.error();
    return *settled && (*settled)->to_send;
}

Result<std::vector<Committed>> settle_all(
    Connection& connection,
    const std::vector<Early>& receipts,
    const Courier::Refused& refused,
    Time now
) {
    std::vector<Committed> moved;
    for (const auto& receipt : receipts) {
        auto settled = settle(connection, receipt, refused, now);
        if (!settled) return settled.error();
        if (!*settled) continue;
        moved.push_back(**settled);
        const auto& mark = receipt.mark;
        if (mark.part == 0) continue;
        auto more = catch_up(connection, mark.channel, mark.provider_id, refused, now);
        if (!more) return more.error();
        if (*more) moved.back().to_send = true;
    }
    return moved;
}

}  // namespace

boost::asio::awaitable<Result<void>> Receipts::keep(
    const channels::Channel& channel, std::vector<channels::Receipt> told
) {
    std::vector<Early> receipts;
    for (auto& receipt : told)
        receipts.push_back(as_kept(channel.name(), std::move(receipt)));
    using Moved = std::vector<Committed>;
    const auto now = tools_.clock();
    const auto& refused = tools_.refused;
    std::function<Result<Moved>(Connection&)> job = [receipts, refused, now](Connection& connection
                                                    ) {
        return settle_all(connection, receipts, refused, now);
    };
    auto moved = co_await tools_.store.write<Moved>(std::move(job));
    if (!moved) co_return moved.error();
    for (const auto& committed : *moved)
        tools_.news.ring(committed);
    co_return Result<void>();
}

Courier::Named Receipts::named() const {
    return [refused = tools_.refused](
               Connection& connection,
               const storage::OutboxPart& part,
               const std::string& provider_id,
               Time now
           ) { return catch_up(connection, part.channel, provider_id, refused, now); };
}

}  // namespace gateway
