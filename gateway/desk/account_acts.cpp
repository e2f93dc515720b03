#include "gateway/desk/account_acts.h"

#include "gateway/desk/accounts.h"
#include "gateway/desk/journal.h"
#include "gateway/desk/passwords.h"
#include "gateway/desk/possession.h"
#include "storage/audit.h"
#include "storage/login_throttle.h"
#include "storage/staff.h"
#include "storage/staff_sessions.h"
#include "storage/worklist.h"

#include <utility>

namespace gateway::desk {
namespace {

using storage::Clerk;
using storage::Connection;
using storage::Error;
using storage::Fault;
using storage::Result;
using storage::Time;

constexpr std::string_view why_released = "经办人的账号已停用";

Result<void> keep_audit(Connection& connection, std::string action, const Clerk& clerk, Time now) {
    const auto object = "clerk:" + std::to_string(clerk.id);
    return storage::audit::append(connection, {now, "system", std::move(action), object, {}});
}

Result<Clerk> find_account(Connection& connection, const std::string& name) {
    auto clerk = storage::staff::find_by_name(connection, name);
    if (!clerk) return clerk.error();
    if (!*clerk) return Error{Fault::not_found, "there is no account " + name};
    return std::move(**clerk);
}

Result<void> tell(Connection& connection, const storage::Conversation& conversation, Time now) {
    Change change;
    change.conversation = conversation;
    change.action = "released";
    change.detail = why_released;
    return record(connection, change, now);
}

// Conversations he speaks in wait for somebody else, at their old place.
Result<void> release_conversations(Connection& connection, const Clerk& clerk, Time now) {
    storage::worklist::Query query;
    query.reach = {"%", true};
    query.view = storage::worklist::View::mine;
    query.clerk_id = clerk.id;
    for (;;) {  // each round takes what it lists out of the list
        auto items = storage::worklist::list(connection, query);
        if (!items) return items.error();
        if (items->empty()) return {};
        for (auto& item : *items) {
            if (auto done = give_up(connection, item, now); !done) return done;
            if (auto told = tell(connection, item.conversation, now); !told) return told;
        }
    }
}

// Cases whose conversation went back to the bot are anybody's to close.
Result<void> release_case(Connection& connection, const storage::Case& owned, Time now) {
    if (auto taken = storage::cases::take(connection, owned.no, std::nullopt); !taken) return taken;
    auto conversation = storage::find_conversation(connection, owned.conversation_id);
    if (!conversation) return conversation.error();
    if (!*conversation) return {};
    return tell(connection, **conversation, now);
}

}  // namespace

Result<void> set_password(
    Connection& connection, const std::string& name, const std::string& password, Time now
) {
    auto clerk = find_account(connection, name);
    if (!clerk) return clerk.error();
    if (!is_password(password)) return Error{Fault::malformed, "password: 8 to 128 bytes"};
    auto hash = hash_password(password);
    if (!hash) return hash.error();
    if (auto set = storage::staff::set_password(connection, clerk->id, *hash); !set) return set;
    if (auto ended = storage::staff_sessions::end_all_of(connection, clerk->id); !ended)
        return ended;
    auto cleared = storage::login_throttle::clear(connection, throttle_key(name));
    if (!cleared) return cleared;
    return keep_audit(connection, "staff.password", *clerk, now);
}

Result<int> disable(Connection& connection, const std::string& name, Time now) {
    auto clerk = find_account(connection, name);
    if (!clerk) return clerk.error();
    if (auto set = storage::staff::set_disabled(connection, clerk->id, true); !set)
        return set.error();
    auto ended = storage::staff_sessions::end_all_of(connection, clerk->id);
    if (!ended) return ended.error();
    auto owned = storage::cases::open_owned_by(connection, clerk->id);
    if (!owned) return owned.error();
    auto released = release_conversations(connection, *clerk, now);
    if (!released) return released.error();
    auto left = storage::cases::open_owned_by(connection, clerk->id);
    if (!left) return left.error();
    for (const auto& one : *left) {
        if (auto done = release_case(connection, one, now); !done) return done.error();
    }
    if (auto kept = keep_audit(connection, "staff.disable", *clerk, now); !kept)
        return kept.error();
    return static_cast<int>(owned->size());
}

Result<void> enable(Connection& connection, const std::string& name, Time now) {
    auto clerk = find_account(connection, name);
    if (!clerk) return clerk.error();
    if (auto set = storage::staff::set_disabled(connection, clerk->id, false); !set) return set;
    return keep_audit(connection, "staff.enable", *clerk, now);
}

}  // namespace gateway::desk
