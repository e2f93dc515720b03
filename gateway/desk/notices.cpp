#include "gateway/desk/notices.h"

#include "gateway/delivery/allowance.h"
#include "gateway/delivery/queue.h"
#include "gateway/desk/fallback.h"
#include "gateway/desk/held_notices.h"
#include "gateway/desk/journal.h"
#include "gateway/desk/notice_facts.h"
#include "gateway/desk/scope.h"
#include "storage/audit.h"
#include "storage/chains.h"
#include "storage/opt_ins.h"
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
    if (notice.emergency) entry.detail = "whatever the hour and the consent: " + notice.reason;
    return storage::audit::append(connection, entry);
}

std::string kind_of(const Notice& notice) { return notice.kind.empty() ? "notice" : notice.kind; }

// Where its channel does not carry so many parts any more, in the form that is filed for it, if he
// takes that; nothing: as it is, and what follows a refusal follows.
Result<std::optional<channels::Filed>> in_its_form(
    Connection& connection,
    const Conversation& conversation,
    const Notice& notice,
    std::size_t parts,
    const Writing& writing,
    Time now
) {
    using Form = std::optional<channels::Filed>;
    const auto& [channel, person] = conversation.address;
    auto pushed = storage::pushed_since_heard(connection, conversation.id);
    if (!pushed) return pushed.error();
    const auto allowed = delivery::allowance(writing.capabilities(channel), *pushed, now);
    if (!allowed || static_cast<std::size_t>(allowed->left) >= parts) return Form();
    auto told =
        with_usual_facts({kind_of(notice), notice.facts}, notice.text, conversation.case_no, now);
    auto filed = writing.file(channel, told);
    if (!filed) return Form();
    if (filed->needs_opt_in) {
        const storage::opt_ins::OptIn yes{channel, person, filed->template_id};
        auto taken = storage::opt_ins::take(connection, yes, filed->once);
        if (!taken) return taken.error();
        if (!*taken) return Form();
    }
    return Form(std::move(*filed));
}

// What follows a refusal must know more than the words.
Result<void> begin_chain(
    Connection& connection,
    std::int64_t message,
    const Notice& notice,
    const delivery::Outgoing& outgoing,
    storage::SendClass send_class
) {
    if (notice.kind.empty() && !notice.emergency && outgoing.stage == 0) return {};
    storage::Chain chain;
    chain.message = message;
    chain.stage = outgoing.stage;
    chain.kind = kind_of(notice);
    chain.facts = notice.facts;
    chain.send_class = notice.emergency ? storage::SendClass::answer : send_class;
    return storage::chains::begin(connection, chain);
}

// Where a channel has the form that was named, what is said must go into it whole.
std::optional<Refusal> does_not_fit(
    const Conversation& conversation, const Notice& notice, const File& file, Time now
) {
    if (notice.kind.empty()) return std::nullopt;
    auto told =
        with_usual_facts({notice.kind, notice.facts}, notice.text, conversation.case_no, now);
    const auto filed = file(conversation.address.channel, told);
    if (filed || filed.error().fault != storage::Fault::malformed) return std::nullopt;
    return Refusal{"does_not_fit", filed.error().detail, {}};
}

Result<std::int64_t> keep(
    Connection& connection,
    const Desk& at,
    const Conversation& conversation,
    const Notice& notice,
    storage::SendClass send_class,
    const Writing& writing
) {
    delivery::Outgoing outgoing;
    outgoing.said.author = storage::Author::clerk;
    outgoing.said.text = notice.text;
    outgoing.said.clerk_id = at.clerk.id;
    outgoing.said.at = at.now;
    outgoing.said.step = "notice";
    outgoing.parts = writing.plan(conversation.address.channel, notice.text);
    if (outgoing.parts.empty() && writing.quiet_until && !notice.emergency) {
        const Held held{at.clerk.id, notice.text, *writing.quiet_until};
        return hold_notice(connection, conversation, held, at.now);
    }
    auto filed =
        in_its_form(connection, conversation, notice, outgoing.parts.size(), writing, at.now);
    if (!filed) return filed.error();
    if (*filed) {
        outgoing.parts = {(*filed)->text};
        outgoing.form = (*filed)->form;
        outgoing.stage = filed_stage;
    }
    // What cannot wait goes with the answers, which no quiet hour holds back.
    outgoing.send_class = notice.emergency ? storage::SendClass::answer : send_class;
    outgoing.always = notice.emergency;
    auto message = delivery::queue(connection, conversation, outgoing);
    if (!message) return message;
    auto begun = begin_chain(connection, *message, notice, outgoing, send_class);
    if (!begun) return begun.error();
    auto told = message_added(connection, conversation, storage::Author::clerk, *message, at.now);
    if (!told) return told.error();
    return message;
}

}  // namespace

Result<Acted> send_notice(
    Connection& connection, const Desk& at, const Notice& notice, const Writing& writing
) {
    auto item = find_visible(connection, at.clerk, at.conversation);
    if (!item) return item.error();
    Acted acted;
    acted.refused = refuse(at.clerk, notice);
    const auto& consent = item->conversation.consent;
    if (!notice.emergency && !(consent.notices && consent.answers))
        acted.refused = Refusal{"opted_out", "居民已退订通知，请打电话", {}};
    if (!acted.refused)
        acted.refused = does_not_fit(item->conversation, notice, writing.file, at.now);
    if (acted.refused) return acted;
    auto message =
        keep(connection, at, item->conversation, notice, storage::SendClass::notice, writing);
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
    const Writing& writing,
    Time now
) {
    Mailing mailing;
    if (!sees(clerk, area) || area.empty())
        return storage::Error{storage::Fault::not_found, "no such area in reach"};
    if (!speaks_for_area(clerk)) {
        mailing.refused = Refusal{"not_allowed", "群发由镇负责人或县里发", {}};
        return mailing;
    }
    const auto among =
        notice.emergency ? storage::Among::everybody : storage::Among::those_who_want_notices;
    auto people = storage::recipients_in(connection, area, among, mailing_max + 1);
    if (!people) return people.error();
    if (people->size() > static_cast<std::size_t>(mailing_max)) {
        mailing.refused = Refusal{"too_many", "人太多，请按村或镇分开发", {}};
        return mailing;
    }
    for (const auto& conversation : *people) {
        const Desk at{clerk, conversation.id, now};
        auto kept = keep(connection, at, conversation, notice, storage::SendClass::bulk, writing);
        if (!kept) return kept.error();
        ++mailing.people;
    }
    if (auto audited = keep_audit(connection, clerk, "area:" + area, notice, now); !audited)
        return audited.error();
    return mailing;
}

}  // namespace gateway::desk
