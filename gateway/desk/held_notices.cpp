#include "gateway/desk/held_notices.h"

#include "gateway/delivery/queue.h"
#include "gateway/desk/journal.h"
#include "storage/held_notices.h"

#include <fmt/chrono.h>

namespace gateway::desk {
namespace {

using storage::Connection;
using storage::Result;
using storage::Time;

// One transaction's.
constexpr int at_once = 200;

std::string note_of(const Held& held) {
    const auto there = std::chrono::floor<std::chrono::seconds>(held.until) + std::chrono::hours(8);
    return fmt::format("这条通知 {:%H:%M} 起居民才看得到：{}", there, held.text);
}

// False when its person is not to have it any more.
Result<bool> release(Connection& connection, const storage::held_notices::Held& held, Time now) {
    auto taken = storage::held_notices::take(connection, held.id);
    if (!taken) return taken.error();
    auto conversation = storage::find_conversation(connection, held.conversation);
    if (!conversation) return conversation.error();
    if (!*taken || !*conversation) return false;
    const auto& consent = (*conversation)->consent;
    if (!consent.notices || !consent.answers) return false;
    delivery::Outgoing outgoing;
    outgoing.said.author = storage::Author::clerk;
    outgoing.said.text = held.text;
    outgoing.said.clerk_id = held.clerk;
    outgoing.said.at = now;
    outgoing.said.step = "notice";
    outgoing.send_class = storage::SendClass::notice;
    auto message = delivery::queue(connection, **conversation, outgoing);
    if (!message) return message.error();
    auto told = message_added(connection, **conversation, outgoing.said.author, *message, now);
    if (!told) return told.error();
    return true;
}

}  // namespace

Result<std::int64_t> hold_notice(
    Connection& connection, const storage::Conversation& conversation, const Held& held, Time now
) {
    auto kept = storage::held_notices::add(connection, {0, conversation.id, held.clerk, held.text});
    if (!kept) return kept.error();
    storage::Utterance note;
    note.conversation = conversation.id;
    note.author = storage::Author::note;
    note.text = note_of(held);
    note.clerk_id = held.clerk;
    note.at = now;
    auto message = storage::add_message(connection, note);
    if (!message) return message;
    auto told = message_added(connection, conversation, note.author, *message, now);
    if (!told) return told.error();
    return message;
}

Result<std::vector<std::int64_t>> release_notices(Connection& connection, Time now) {
    auto waiting = storage::held_notices::waiting(connection, at_once);
    if (!waiting) return waiting.error();
    std::vector<std::int64_t> shown;
    for (const auto& held : *waiting) {
        auto released = release(connection, held, now);
        if (!released) return released.error();
        if (*released) shown.push_back(held.conversation);
    }
    return shown;
}

}  // namespace gateway::desk
