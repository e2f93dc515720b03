#include "gateway/desk/control.h"

#include "gateway/delivery/queue.h"
#include "gateway/desk/journal.h"
#include "gateway/desk/scope.h"
#include "storage/cases.h"
#include "storage/timers.h"
#include "storage/worklist.h"

namespace gateway::desk {
namespace {

using storage::Connection;
using storage::Control;
using storage::Conversation;
using storage::Result;
using storage::Time;
using storage::WorkItem;

Acted refuse(std::string code, std::string message, std::string owner = {}) {
    Acted acted;
    acted.refused = Refusal{std::move(code), std::move(message), std::move(owner)};
    return acted;
}

Acted refuse_for_owner(const WorkItem& item, const char* code) {
    const std::string said = std::string_view(code) == "already_claimed"
                                 ? "该会话已被" + item.owner_name + "认领"
                                 : "该会话由" + item.owner_name + "负责";
    return refuse(code, said, item.owner_name);
}

// Why a clerk who does not have the conversation may not do what only its owner may.
std::optional<Acted> refuse_stranger(const WorkItem& item, const storage::Clerk& clerk) {
    if (item.conversation.control == Control::human) {
        if (item.conversation.owner_id == clerk.id) return std::nullopt;
        return refuse_for_owner(item, "not_yours");
    }
    if (item.conversation.control == Control::queued) {
        return refuse("not_yours", "请先认领该会话");
    }
    return refuse("not_queued", "该会话现在由机器人接待");
}

// Compare-and-swap on the epoch: of two clerks who read the same one, the second finds it gone.
Result<void> change_hands(
    Connection& connection,
    Conversation& conversation,
    Control to,
    std::optional<std::int64_t> owner,
    std::optional<Time> waiting_since,
    Time now
) {
    storage::ControlChange change;
    change.conversation = conversation.id;
    change.epoch = conversation.epoch;
    change.to = to;
    change.owner_id = owner;
    change.waiting_since = waiting_since;
    if (auto done = storage::change_control(connection, change, now); !done) return done;
    conversation.control = to;
    conversation.owner_id = owner;
    ++conversation.epoch;
    return {};
}

Result<void> write_down(
    Connection& connection,
    const Desk& at,
    const Conversation& conversation,
    std::string action,
    std::string detail = {}
) {
    Change change;
    change.conversation = conversation;
    change.actor = &at.clerk;
    change.action = std::move(action);
    change.detail = std::move(detail);
    return record(connection, change, at.now);
}

// A queued conversation becomes the clerk's, and its case with it.
Result<void> take(Connection& connection, const Desk& at, WorkItem& item) {
    auto changed = change_hands(
        connection, item.conversation, Control::human, at.clerk.id, item.waiting_since, at.now
    );
    if (!changed) return changed;
    if (item.open_case) {
        const auto& no = item.open_case->no;
        if (auto taken = storage::cases::take(connection, no, at.clerk.id); !taken) return taken;
        auto moved = storage::cases::move(connection, no, storage::CaseState::accepted);
        if (!moved) return moved;
    }
    return write_down(connection, at, item.conversation, "claimed");
}

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

Result<Acted> claim(Connection& connection, const Desk& at) {
    auto item = find_visible(connection, at.clerk, at.conversation);
    if (!item) return item.error();
    const auto& conversation = item->conversation;
    if (conversation.control == Control::human) {
        if (conversation.owner_id == at.clerk.id) return Acted{};  // a repeat, and true already
        return refuse_for_owner(*item, "already_claimed");
    }
    if (conversation.control == Control::bot) return refuse("not_queued", "该会话现在由机器人接待");
    if (auto taken = take(connection, at, *item); !taken) return taken.error();
    return Acted{};
}

Result<Acted> reply(
    Connection& connection, const Desk& at, const std::string& text, const Plan& plan
) {
    auto item = find_visible(connection, at.clerk, at.conversation);
    if (!item) return item.error();
    if (item->conversation.control == Control::queued) {
        if (auto taken = take(connection, at, *item); !taken) return taken.error();
    }
    if (auto refused = refuse_stranger(*item, at.clerk)) return std::move(*refused);

    auto parts = plan(item->conversation.address.channel, text);
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

Result<Acted> release(Connection& connection, const Desk& at) {
    auto item = find_visible(connection, at.clerk, at.conversation);
    if (!item) return item.error();
    if (auto refused = refuse_stranger(*item, at.clerk)) return std::move(*refused);
    // Who waits keeps his place; who was answered already begins to wait now.
    const auto since = item->waiting_since.value_or(at.now);
    auto& conversation = item->conversation;
    auto changed = change_hands(connection, conversation, Control::queued, {}, since, at.now);
    if (!changed) return changed.error();
    if (item->open_case) {
        auto taken = storage::cases::take(connection, item->open_case->no, std::nullopt);
        if (!taken) return taken.error();
    }
    if (auto told = write_down(connection, at, conversation, "released"); !told) {
        return told.error();
    }
    return Acted{};
}

Result<Acted> return_to_bot(Connection& connection, const Desk& at, const std::string& summary) {
    auto item = find_visible(connection, at.clerk, at.conversation);
    if (!item) return item.error();
    if (auto refused = refuse_stranger(*item, at.clerk)) return std::move(*refused);
    auto& conversation = item->conversation;
    auto changed = change_hands(connection, conversation, Control::bot, {}, {}, at.now);
    if (!changed) return changed.error();
    auto woken = storage::set_timer(connection, conversation.id, at.now, storage::wake_returned);
    if (!woken) return woken.error();
    if (item->open_case) {
        auto moved =
            storage::cases::move(connection, item->open_case->no, storage::CaseState::answered);
        if (!moved) return moved.error();
    }
    Acted acted;
    if (!summary.empty()) {
        auto message = keep_note(connection, at, conversation, summary);
        if (!message) return message.error();
        acted.message = *message;
    }
    auto told = write_down(connection, at, conversation, "returned_to_bot", summary);
    if (!told) return told.error();
    return acted;
}

Result<Acted> close(Connection& connection, const Desk& at, const std::string& result) {
    auto item = find_visible(connection, at.clerk, at.conversation);
    if (!item) return item.error();
    auto& conversation = item->conversation;
    const auto& open = item->open_case;
    // A case whose conversation went back to the bot is still its owner's to close.
    const bool owns_case = conversation.control == Control::bot && open &&
                           open->owner_id.value_or(at.clerk.id) == at.clerk.id;
    if (!owns_case) {
        if (auto refused = refuse_stranger(*item, at.clerk)) return std::move(*refused);
    }
    if (conversation.control != Control::bot) {
        auto changed = change_hands(connection, conversation, Control::bot, {}, {}, at.now);
        if (!changed) return changed.error();
        auto woken = storage::set_timer(connection, conversation.id, at.now, storage::wake_closed);
        if (!woken) return woken.error();
    }
    if (open) {
        auto closed = storage::cases::close(connection, open->no, result, at.now);
        if (!closed) return closed.error();
        auto forgotten = storage::set_case(connection, conversation.id, "");
        if (!forgotten) return forgotten.error();
    }
    // Written down with the number the case had; pages read the conversation as it is now.
    if (auto told = write_down(connection, at, conversation, "closed", result); !told) {
        return told.error();
    }
    return Acted{};
}

}  // namespace gateway::desk
