#include "gateway/desk/fallback.h"

#include "gateway/delivery/one_time.h"
#include "gateway/delivery/queue.h"
#include "gateway/desk/handover.h"
#include "gateway/desk/journal.h"
#include "gateway/desk/telling.h"
#include "storage/audit.h"
#include "storage/case_timeline.h"
#include "storage/chains.h"
#include "storage/consent.h"
#include "storage/opt_ins.h"
#include "storage/worklist.h"

#include <fmt/format.h>

namespace gateway::desk {
namespace {

using storage::Connection;
using storage::Result;
using storage::Time;

enum class Tried { impossible, queued, with_clerk };

// What an SMS says that may not say what it is about; `where` is 微信公众号. No more than a cloud's
// variable holds, 35 letters.
std::string reminder(bool answer, const std::string& where) {
    const auto* news = answer ? "问的事有回复了" : "办的事有新通知";
    return fmt::format("您在{}{}，请去那里看。看不到可回“人工”。", where, news);
}

std::string call_wanted(const std::string& where, const channels::Rejected& why, bool at_first) {
    if (why.reason == channels::Rejected::Reason::elsewhere)
        return where + "发不出去：别的接待人员正在" + where + "里接待他。请到那里回复，或打电话。";
    if (at_first && why.reason == channels::Rejected::Reason::window_closed)
        return where + "发不出去：居民太久没来消息，或这段时间的条数用完了。请打电话告诉他。";
    return where + "没有送到居民手里。请打电话告诉他。";
}

Result<void> keep_step(
    Connection& connection, const Telling& telling, const char* action, Time now
) {
    if (!telling.is_open) return {};
    storage::CaseStep step;
    step.at = now;
    step.actor = "系统";
    step.action = action;
    return storage::cases::add_step(connection, telling.last_case->no, step);
}

Result<Tried> queue(
    Connection& connection,
    const Telling& telling,
    const dialogs::Address& to,
    delivery::Outgoing outgoing,
    Time now
) {
    auto addressed = telling.conversation;
    addressed.address = to;
    outgoing.said.author = storage::Author::system;
    outgoing.said.at = now;
    outgoing.always = telling.is_urgent();
    outgoing.origin = telling.chain.message;
    outgoing.stage = telling.chain.stage;
    auto said = delivery::queue(connection, addressed, outgoing);
    if (!said) return said.error();
    auto told =
        message_added(connection, telling.conversation, storage::Author::system, *said, now);
    if (!told) return told.error();
    return Tried::queued;
}

storage::opt_ins::OptIn opt_in_of(const Telling& telling, const channels::Filed& filed) {
    const auto& address = telling.conversation.address;
    return {address.channel, address.sender, filed.template_id};
}

Result<Tried> try_filed(
    Connection& connection, const Telling& telling, const Ways& ways, Time now
) {
    const auto& address = telling.conversation.address;
    auto filed = ways.file(address.channel, notice_of(telling, now));
    if (!filed) return Tried::impossible;
    if (filed->needs_opt_in) {
        auto taken = storage::opt_ins::take(connection, opt_in_of(telling, *filed), filed->once);
        if (!taken) return taken.error();
        if (!*taken) return Tried::impossible;
    }
    delivery::Outgoing outgoing;
    outgoing.said.text = "［服务通知］" + filed->text;
    outgoing.parts = {filed->text};
    outgoing.form = filed->form;
    outgoing.send_class = telling.chain.send_class;
    if (auto kept = keep_step(connection, telling, "noticed", now); !kept) return kept.error();
    return queue(connection, telling, address, std::move(outgoing), now);
}

// To a number that was left without a word of what is waiting, unless lives depend on it: others
// may read what comes there.
Result<Tried> try_sms(
    Connection& connection,
    const Telling& telling,
    const std::string& channel,
    const Ways& ways,
    Time now
) {
    auto phone = phone_of(connection, telling);
    if (!phone) return phone.error();
    const auto& consent = telling.conversation.consent;
    const bool answers_him = phone->own && telling.is_answer() && consent.answers;
    const bool wants_it = (consent.notices && consent.answers) || answers_him;
    if (phone->number.empty() || (!wants_it && !telling.is_urgent())) return Tried::impossible;
    const bool whole = phone->own || telling.is_urgent();
    delivery::Outgoing outgoing;
    outgoing.send_class = telling.chain.send_class;
    outgoing.said.text = whole ? telling.message.text : reminder(telling.is_answer(), telling.name);
    if (answers_him) outgoing.send_class = storage::SendClass::answer;
    outgoing.parts = ways.plan(channel, outgoing.said.text);
    if (outgoing.parts.empty()) return Tried::impossible;
    auto kept = keep_step(connection, telling, "reminded_by_sms", now);
    if (!kept) return kept.error();
    return queue(connection, telling, {channel, phone->number}, std::move(outgoing), now);
}

Result<void> open_call(Connection& connection, Telling& telling, const Ways& ways, Time now) {
    auto no = ways.case_no(connection, now);
    if (!no) return no.error();
    dialogs::HandOver wanted;
    wanted.reason = "call_wanted";
    wanted.summary = telling.name + "没有送到，请打电话告诉居民";
    if (telling.is_urgent()) wanted.priority = dialogs::Priority::urgent;
    auto opened = open_case(connection, telling.conversation, wanted, *no, now);
    if (!opened) return opened.error();
    auto told = announce(connection, *opened, ways.groups, now);
    if (!told) return told.error();
    telling.group_told = *told;
    telling.conversation = std::move(opened->conversation);
    return {};
}

// Words of the bot's that nobody waits for are no reason to call anybody, and a mailing is none to
// call a whole town.
Result<Tried> try_call(Connection& connection, Telling& telling, const Ways& ways, Time now) {
    const bool nobody_waits =
        telling.message.author == storage::Author::bot || telling.is_one_of_many();
    if (!telling.is_open && nobody_waits) return Tried::impossible;
    if (!telling.is_open) {
        if (auto opened = open_call(connection, telling, ways, now); !opened) return opened.error();
    }
    storage::Utterance note;
    note.conversation = telling.conversation.id;
    note.author = storage::Author::note;
    note.text = telling.call_words;
    note.at = now;
    auto message = storage::add_message(connection, note);
    if (!message) return message.error();
    auto waits = storage::worklist::mark_waiting(connection, note.conversation, now);
    if (!waits) return waits.error();
    if (auto kept = keep_step(connection, telling, "call_wanted", now); !kept) return kept.error();
    auto told = message_added(connection, telling.conversation, note.author, *message, now);
    if (!told) return told.error();
    return Tried::with_clerk;
}

Result<Tried> try_way(Connection& connection, Telling& telling, const Ways& ways, Time now) {
    const auto after_filed = static_cast<std::size_t>(telling.chain.stage - filed_stage);
    if (after_filed > telling.channels.size()) return try_call(connection, telling, ways, now);
    if (after_filed > 0)
        return try_sms(connection, telling, telling.channels[after_filed - 1], ways, now);
    // Who wants no notices is not sent one because an answer was refused.
    const auto& consent = telling.conversation.consent;
    const bool wants_it = consent.notices && consent.answers;
    if (!wants_it && !telling.is_urgent()) return Tried::impossible;
    return try_filed(connection, telling, ways, now);
}

// Nobody was told by it: a yes that he takes back is gone, any other may be used again.
Result<void> settle_opt_in(
    Connection& connection,
    const Telling& telling,
    const channels::Rejected& why,
    const Ways& ways,
    Time now
) {
    auto filed = ways.file(telling.conversation.address.channel, notice_of(telling, now));
    if (!filed || !filed->needs_opt_in) return {};
    const auto who = opt_in_of(telling, *filed);
    if (why.reason != channels::Rejected::Reason::useless)
        return storage::opt_ins::decide(connection, who, false, now);
    if (!filed->once) return {};
    return storage::opt_ins::give_back(connection, who);
}

}  // namespace

Result<bool> fall_back(
    Connection& connection,
    const storage::OutboxPart& refused,
    const channels::Rejected& why,
    const Ways& ways,
    Time now
) {
    auto found = find_telling(connection, refused);
    if (!found) return found.error();
    if (!*found) return false;
    auto& telling = **found;
    if (!refused.form.empty()) {
        auto settled = settle_opt_in(connection, telling, why, ways, now);
        if (!settled) return settled.error();
    }
    // Another part of the same was refused before, and is followed already.
    if (telling.chain.stage != refused.stage) return false;
    if (delivery::holds_code(telling.message.text)) return false;
    const auto& channel = telling.conversation.address.channel;
    telling.channels = ways.after(channel);
    telling.name = ways.name_of(channel);
    telling.call_words = call_wanted(telling.name, why, refused.stage == 0);
    const int last = filed_stage + static_cast<int>(telling.channels.size()) + 1;
    // Whoever is being served needs no SMS about it: only a clerk has to know.
    if (why.reason == channels::Rejected::Reason::elsewhere) telling.chain.stage = last - 1;
    while (telling.chain.stage < last) {
        ++telling.chain.stage;
        auto moved =
            storage::chains::advance(connection, telling.chain.message, telling.chain.stage);
        if (!moved) return moved.error();
        auto tried = try_way(connection, telling, ways, now);
        if (!tried) return tried.error();
        if (*tried != Tried::impossible) return *tried == Tried::queued || telling.group_told;
    }
    return false;
}

Result<void> stopped_by_provider(
    Connection& connection, std::int64_t conversation, const std::string& code, Time now
) {
    auto stopped = storage::stop_notices(connection, conversation);
    if (!stopped) return stopped.error();
    if (!*stopped) return {};
    storage::AuditEntry entry;
    entry.at = now;
    entry.actor = "system";
    entry.action = "consent.stopped_by_provider";
    entry.object = "conversation:" + std::to_string(conversation);
    entry.detail = code;
    return storage::audit::append(connection, entry);
}

}  // namespace gateway::desk
