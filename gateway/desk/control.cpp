#include "gateway/desk/control.h"

#include "gateway/desk/journal.h"
#include "gateway/desk/possession.h"
#include "gateway/desk/scope.h"
#include "gateway/desk/speaking.h"
#include "storage/cases.h"
#include "storage/timers.h"
#include "storage/worklist.h"

namespace gateway::desk {

using storage::Connection;
using storage::Control;
using storage::Result;

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

Result<Acted> release(Connection& connection, const Desk& at) {
    auto item = find_visible(connection, at.clerk, at.conversation);
    if (!item) return item.error();
    if (auto refused = refuse_stranger(*item, at.clerk)) return std::move(*refused);
    if (auto given_up = give_up(connection, *item, at.now); !given_up) return given_up.error();
    auto told = write_down(connection, at, item->conversation, "released");
    if (!told) return told.error();
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
