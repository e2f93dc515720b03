#include "gateway/desk/speaking.h"

#include "gateway/delivery/queue.h"
#include "gateway/desk/journal.h"
#include "gateway/desk/possession.h"
#include "gateway/desk/scope.h"
#include "storage/cases.h"
#include "storage/worklist.h"

namespace gateway::desk {
namespace {

using storage::Connection;
using storage::Control;
using storage::Conversation;
using storage::Result;
using storage::WorkItem;

Result<std::int64_t> keep_reply(
    Connection& connection,
    const Desk& at,
    const WorkItem& item,
    const std::string& text,
    std::vector<std::string> parts
) {
    delivery::Outgoing outgoing;
    outgoing.said.author = storage::Author::clerk;
    outgoing.said.text = text;
    outgoing.said.clerk_id = at.clerk.id;
    outgoing.said.at = at.now;
    outgoing.parts = std::move(parts);
    auto message = delivery::queue(connection, item.conversation, outgoing);
    if (!message) return message;

    auto answered = storage::worklist::mark_waiting(connection, item.conversation.id, std::nullopt);
    if (!answered) return answered.error();
    if (item.open_case) {
        auto first = storage::cases::first_reply(connection, item.open_case->no, at.now);
        if (!first) return first.error();
    }
    Change change;
    change.what = Happening::message_new;
    change.conversation = item.conversation;
    change.message = *message;
    change.actor = &at.clerk;
    change.action = "replied";
    if (auto told = record(connection, change, at.now); !told) return told.error();
    return message;
}

}  // namespace

Result<std::int64_t> keep_note(
    Connection& connection,
    const Desk& at,
    const Conversation& conversation,
    const std::string& text
) {
    storage::Utterance note;
    note.conversation = conversation.id;
    note.author = storage::Author::note;
    note.text = text;
    note.clerk_id = at.clerk.id;
    note.at = at.now;
    auto message = storage::add_message(connection, note);
    if (!message) return message;
    Change change;
    change.what = Happening::message_new;
    change.conversation = conversation;
    change.message = *message;
    change.actor = &at.clerk;
    if (auto told = record(connection, change, at.now); !told) return told.error();
    return message;
}

Result<Acted> reply(
    Connection& connection, const Desk& at, const std::string& text, const Plan& plan
) {
    auto item = find_visible(connection, at.clerk, at.conversation);
    if (!item) return item.error();
    auto parts = plan(item->conversation.address.channel, text);
    if (!item->conversation.consent.answers && !parts.empty())
        return refuse("opted_out", "居民不要再收任何消息，请打电话");
    if (item->conversation.control == Control::queued) {
        if (auto taken = take(connection, at, *item); !taken) return taken.error();
    }
    if (auto refused = refuse_stranger(*item, at.clerk)) return std::move(*refused);

    Acted acted;
    acted.to_send = !parts.empty();
    auto message = keep_reply(connection, at, *item, text, std::move(parts));
    if (!message) return message.error();
    acted.message = *message;
    return acted;
}

Result<Acted> note(Connection& connection, const Desk& at, const std::string& text) {
    auto item = find_visible(connection, at.clerk, at.conversation);
    if (!item) return item.error();
    auto message = keep_note(connection, at, item->conversation, text);
    if (!message) return message.error();
    Acted acted;
    acted.message = *message;
    return acted;
}

}  // namespace gateway::desk
