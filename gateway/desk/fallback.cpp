#include "gateway/desk/fallback.h"

#include "dialogs/text/phone.h"
#include "gateway/delivery/queue.h"
#include "gateway/desk/journal.h"
#include "storage/audit.h"
#include "storage/cases.h"
#include "storage/consent.h"
#include "storage/dead_letters.h"
#include "storage/worklist.h"

namespace gateway::desk {
namespace {

using storage::Connection;
using storage::Conversation;
using storage::Result;
using storage::Time;

// As the scripts label the number a person leaves (dialogs/scripts/flows).
constexpr std::string_view phone_label = "联系电话";
constexpr const char* reminder = "您在微信公众号问的事有回复了，请打开公众号看。看不到可回“人工”。";
constexpr const char* call_wanted =
    "微信发不出去：居民太久没来消息，或这段时间的条数用完了。请打电话告诉他。";

Result<std::string> phone_of(Connection& connection, const std::string& case_no) {
    auto slots = storage::cases::slots(connection, case_no);
    if (!slots) return slots.error();
    for (const auto& [label, value] : *slots) {
        if (label == phone_label && dialogs::text::is_mobile(value)) return "+86" + value;
    }
    return std::string();
}

Result<void> keep_step(
    Connection& connection, const std::string& case_no, const char* action, Time now
) {
    storage::CaseStep step;
    step.at = now;
    step.actor = "系统";
    step.action = action;
    return storage::cases::add_step(connection, case_no, step);
}

Result<void> remind(
    Connection& connection,
    const Conversation& conversation,
    const std::string& phone,
    const SecondWay& way,
    Time now
) {
    auto by_phone = conversation;
    by_phone.address = {way.channel, phone};
    delivery::Outgoing outgoing;
    outgoing.said.author = storage::Author::system;
    outgoing.said.text = reminder;
    outgoing.said.at = now;
    outgoing.parts = way.plan(way.channel, reminder);
    outgoing.send_class = storage::SendClass::notice;
    auto said = delivery::queue(connection, by_phone, outgoing);
    if (!said) return said.error();
    return message_added(connection, conversation, storage::Author::system, *said, now);
}

Result<void> ask_for_call(Connection& connection, const Conversation& conversation, Time now) {
    storage::Utterance note;
    note.conversation = conversation.id;
    note.author = storage::Author::note;
    note.text = call_wanted;
    note.at = now;
    auto message = storage::add_message(connection, note);
    if (!message) return message.error();
    auto waits = storage::worklist::mark_waiting(connection, conversation.id, now);
    if (!waits) return waits;
    return message_added(connection, conversation, storage::Author::note, *message, now);
}

}  // namespace

Result<bool> fall_back(
    Connection& connection, const storage::OutboxPart& refused, const SecondWay& way, Time now
) {
    auto first = storage::dead_letters::is_first_of_its_message(connection, refused);
    if (!first) return first.error();
    auto open = storage::cases::open_of(connection, refused.conversation);
    if (!open) return open.error();
    auto conversation = storage::find_conversation(connection, refused.conversation);
    if (!conversation) return conversation.error();
    if (!*first || !*open || !*conversation) return false;
    const auto& no = (*open)->no;
    std::string phone;
    if (!way.channel.empty()) {
        auto left = phone_of(connection, no);
        if (!left) return left.error();
        phone = std::move(*left);
    }
    const bool by_phone = !phone.empty();
    auto done = by_phone ? remind(connection, **conversation, phone, way, now)
                         : ask_for_call(connection, **conversation, now);
    if (!done) return done.error();
    auto kept = keep_step(connection, no, by_phone ? "reminded_by_sms" : "call_wanted", now);
    if (!kept) return kept.error();
    return by_phone;
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
