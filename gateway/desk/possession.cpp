#include "gateway/desk/possession.h"

#include "gateway/desk/journal.h"
#include "storage/cases.h"

namespace gateway::desk {

using storage::Connection;
using storage::Control;
using storage::Conversation;
using storage::Result;
using storage::Time;
using storage::WorkItem;

Acted refuse(std::string code, std::string message, std::string owner) {
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
    std::string detail
) {
    Change change;
    change.conversation = conversation;
    change.actor = &at.clerk;
    change.action = std::move(action);
    change.detail = std::move(detail);
    return record(connection, change, at.now);
}

Result<void> give_up(Connection& connection, WorkItem& item, Time now) {
    // Who waits keeps his place; who was answered already begins to wait now.
    const auto since = item.waiting_since.value_or(now);
    auto changed = change_hands(connection, item.conversation, Control::queued, {}, since, now);
    if (!changed || !item.open_case) return changed;
    return storage::cases::take(connection, item.open_case->no, std::nullopt);
}

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

}  // namespace gateway::desk
