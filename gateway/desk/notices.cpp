#include "gateway/desk/notices.h"

#include "gateway/delivery/queue.h"
#include "gateway/desk/journal.h"
#include "gateway/desk/scope.h"
#include "storage/audit.h"
#include "storage/recipients.h"

namespace gateway::desk {
namespace {

using storage::Connection;
using storage::Conversation;
using storage::Result;
using storage::Role;
using storage::Time;

// A town; more at once would keep answers waiting for their commit.
constexpr int mailing_max = 2000;

bool speaks_for_area(const storage::Clerk& clerk) {
    return clerk.role == Role::town_head || clerk.role == Role::county;
}

std::optional<Refusal> refuse(const storage::Clerk& clerk, const Notice& notice) {
    if (!notice.emergency || speaks_for_area(clerk)) return std::nullopt;
    return Refusal{"not_allowed", "紧急通知由镇负责人或县里发", {}};
}

Result<void> keep_audit(
    Connection& connection,
    const storage::Clerk& clerk,
    const std::string& object,
    const Notice& notice,
    Time now
) {
    storage::AuditEntry entry;
    entry.at = now;
    entry.actor = "clerk:" + std::to_string(clerk.id);
    entry.action = notice.emergency ? "notice.emergency" : "notice.sent";
    entry.object = object;
    if (notice.emergency) entry.detail = "outside of quiet hours' rule";
    return storage::audit::append(connection, entry);
}

Result<std::int64_t> keep(
    Connection& connection,
    const Desk& at,
    const Conversation& conversation,
    const Notice& notice,
    storage::SendClass send_class,
    const Plan& plan
) {
    delivery::Outgoing outgoing;
    outgoing.said.author = storage::Author::clerk;
    outgoing.said.text = notice.text;
    outgoing.said.clerk_id = at.clerk.id;
    outgoing.said.at = at.now;
    outgoing.parts = plan(conversation.address.channel, notice.text);
    // What cannot wait goes with the answers, which no quiet hour holds back.
    outgoing.send_class = notice.emergency ? storage::SendClass::answer : send_class;
    auto message = delivery::queue(connection, conversation, outgoing);
    if (!message) return message;
    auto told = message_added(connection, conversation, storage::Author::clerk, *message, at.now);
    if (!told) return told.error();
    return message;
}

}  // namespace

Result<Acted> send_notice(
    Connection& connection, const Desk& at, const Notice& notice, const Plan& plan
) {
    auto item = find_visible(connection, at.clerk, at.conversation);
    if (!item) return item.error();
    Acted acted;
    acted.refused = refuse(at.clerk, notice);
    if (item->conversation.opted_out)
        acted.refused = Refusal{"opted_out", "居民已退订通知，请打电话", {}};
    if (acted.refused) return acted;
    auto message =
        keep(connection, at, item->conversation, notice, storage::SendClass::notice, plan);
    if (!message) return message.error();
    const auto object = "conversation:" + std::to_string(at.conversation);
    auto audited = keep_audit(connection, at.clerk, object, notice, at.now);
    if (!audited) return audited.error();
    acted.message = *message;
    acted.to_send = true;
    return acted;
}

Result<Mailing> send_mailing(
    Connection& connection,
    const storage::Clerk& clerk,
    const std::string& area,
    const Notice& notice,
    const Plan& plan,
    Time now
) {
    Mailing mailing;
    if (!sees(clerk, area) || area.empty())
        return storage::Error{storage::Fault::not_found, "no such area in reach"};
    if (!speaks_for_area(clerk)) {
        mailing.refused = Refusal{"not_allowed", "群发由镇负责人或县里发", {}};
        return mailing;
    }
    auto people = storage::recipients_in(connection, area, mailing_max + 1);
    if (!people) return people.error();
    if (people->size() > static_cast<std::size_t>(mailing_max)) {
        mailing.refused = Refusal{"too_many", "人太多，请按村或镇分开发", {}};
        return mailing;
    }
    for (const auto& conversation : *people) {
        const Desk at{clerk, conversation.id, now};
        auto kept = keep(connection, at, conversation, notice, storage::SendClass::bulk, plan);
        if (!kept) return kept.error();
        ++mailing.people;
    }
    if (auto audited = keep_audit(connection, clerk, "area:" + area, notice, now); !audited)
        return audited.error();
    return mailing;
}

}  // namespace gateway::desk
