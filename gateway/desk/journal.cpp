#include "gateway/desk/journal.h"

#include "storage/audit.h"
#include "storage/case_timeline.h"
#include "storage/event_log.h"
#include "storage/worklist.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace gateway::desk {
namespace {

using storage::Connection;
using storage::Result;
using storage::Time;

std::string event_type(Happening what) {
    switch (what) {
        case Happening::updated: return "conv.updated";
        case Happening::control: return "conv.control";
        case Happening::case_created: return "case.created";
        case Happening::case_updated: return "case.updated";
        case Happening::message_new: return "message.new";
        case Happening::message_status: return "message.status";
    }
    return "conv.updated";
}

Result<void> tell_pages(Connection& connection, const Change& change, Happening what, Time now) {
    storage::DeskEvent event;
    event.at = now;
    event.type = event_type(what);
    event.area = change.conversation.area;
    // Who sees it no longer is told so once, by the conversation's own event.
    const bool moved = what == Happening::updated && !change.old_area.empty();
    event.old_area = moved ? change.old_area : event.area;
    event.conversation_id = change.conversation.id;
    const bool of_message = what == Happening::message_new || what == Happening::message_status;
    event.message_id = of_message ? change.message : 0;
    auto seq = storage::event_log::append(connection, event);
    if (!seq) return seq.error();
    return {};
}

Result<void> keep_step(Connection& connection, const Change& change, Time now) {
    storage::CaseStep step;
    step.at = now;
    if (change.actor) step.actor_id = change.actor->id;
    step.actor = change.actor ? change.actor->display_name : "系统";
    step.action = change.action;
    step.detail = change.detail;
    return storage::cases::add_step(connection, change.conversation.case_no, step);
}

Result<void> keep_audit(Connection& connection, const Change& change, Time now) {
    storage::AuditEntry entry;
    entry.at = now;
    entry.actor = change.actor ? "clerk:" + std::to_string(change.actor->id) : "system";
    entry.action = "conversation." + change.action;
    entry.object = "conversation:" + std::to_string(change.conversation.id);
    if (!change.conversation.case_no.empty()) entry.detail = change.conversation.case_no;
    return storage::audit::append(connection, entry);
}

// Whoever speaks changed, or may have: what is told is read when it is sent.
bool is_about_control(std::string_view action) {
    constexpr std::array acts{
        "opened", "joined", "claimed", "released", "returned_to_bot", "closed"};
    return std::ranges::find(acts, action) != acts.end();
}

Result<void> tell_of_action(Connection& connection, const Change& change, Time now) {
    if (!change.conversation.case_no.empty()) {
        const bool fresh = change.action == "opened";
        const auto what = fresh ? Happening::case_created : Happening::case_updated;
        if (auto told = tell_pages(connection, change, what, now); !told) return told;
    }
    if (!is_about_control(change.action)) return {};
    return tell_pages(connection, change, Happening::control, now);
}

}  // namespace

Result<void> record(Connection& connection, const Change& change, Time now) {
    if (auto told = tell_pages(connection, change, change.what, now); !told) return told;
    if (change.what == Happening::message_new) {
        // What was said last and who waits stand in the lists, too.
        auto told = tell_pages(connection, change, Happening::updated, now);
        if (!told) return told;
    }
    if (change.action.empty()) return {};
    if (auto told = tell_of_action(connection, change, now); !told) return told;
    if (!change.conversation.case_no.empty()) {
        if (auto kept = keep_step(connection, change, now); !kept) return kept;
    }
    return keep_audit(connection, change, now);
}

Result<void> message_added(
    Connection& connection,
    const storage::Conversation& conversation,
    storage::Author author,
    std::int64_t message,
    Time now
) {
    const bool bots_alone =
        conversation.control == storage::Control::bot && conversation.case_no.empty();
    if (bots_alone) return {};
    const bool waits =
        author == storage::Author::resident && conversation.control != storage::Control::bot;
    if (waits) {
        auto marked = storage::worklist::mark_waiting(connection, conversation.id, now);
        if (!marked) return marked;
    }
    Change change;
    change.what = Happening::message_new;
    change.conversation = conversation;
    change.message = message;
    return record(connection, change, now);
}

Result<void> status_changed(
    Connection& connection, std::int64_t conversation, std::int64_t message, Time now
) {
    if (message == 0) return {};
    auto found = storage::find_conversation(connection, conversation);
    if (!found) return found.error();
    if (!*found) return {};
    Change change;
    change.what = Happening::message_status;
    change.conversation = std::move(**found);
    change.message = message;
    const bool bots_alone =
        change.conversation.control == storage::Control::bot && change.conversation.case_no.empty();
    if (bots_alone) return {};
    return record(connection, change, now);
}

}  // namespace gateway::desk
