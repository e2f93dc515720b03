#include "dialogs/engine/editions.h"

#include <algorithm>
#include <utility>

namespace dialogs {

void Editions::publish(ScriptPtr script, Time now) {
    if (script->digest == current_->digest) return;
    superseded_.erase(script->digest);
    ScriptPtr before = std::exchange(current_, std::move(script));
    remember(std::move(before), now);
}

void Editions::remember(ScriptPtr script, Time superseded_at) {
    if (script->digest == current_->digest) return;
    if (superseded_.size() >= max_superseded) {
        const auto oldest = std::min_element(
            superseded_.begin(),
            superseded_.end(),
            [](const auto& one, const auto& other) { return one.second.at < other.second.at; }
        );
        superseded_.erase(oldest);
    }
    const std::string digest = script->digest;
    superseded_[digest] = {std::move(script), superseded_at, false};
}

void Editions::revoke(const std::string& digest) {
    const auto found = superseded_.find(digest);
    if (found != superseded_.end()) found->second.revoked = true;
}

bool Editions::stays(const Session& session, const Superseded& old, Time now) const {
    if (session.pending) return true;
    const bool waits = session.status == SessionStatus::active && !session.stack.empty();
    return waits && !old.revoked && now - old.at <= current_->limits.pin_max_age;
}

Editions::Placed Editions::place(Session session, Time now) const {
    const auto old = superseded_.find(session.script_digest);
    const bool known = old != superseded_.end();
    if (known && stays(session, old->second, now))
        return {old->second.script, std::move(session), Fate::kept};
    // One that was never advanced by any script has nothing to be moved.
    if (session.script_digest.empty() || session.script_digest == current_->digest)
        return {current_, std::move(session), Fate::kept};
    const Script* const before = known ? old->second.script.get() : nullptr;
    Migrated moved = migrate(std::move(session), before, *current_, now);
    return {current_, std::move(moved.session), moved.fate};
}

}  // namespace dialogs
