#include "gateway/desk/dead_letters.h"

#include "gateway/delivery/one_time.h"
#include "gateway/desk/journal.h"
#include "gateway/desk/scope.h"
#include "storage/audit.h"
#include "storage/case_timeline.h"
#include "storage/cases.h"

namespace gateway::desk {
namespace {

using storage::Connection;
using storage::DeadLetter;
using storage::Result;
using storage::Time;

struct Name {
    const char* state;   // of the part
    const char* action;  // in the audit and the case's timeline
};

Name name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::replay: return {"replayed", "message_replayed"};
        case Verdict::discard: return {"discarded", "message_discarded"};
        case Verdict::delivered: return {"delivered", "message_confirmed"};
    }
    return {"discarded", "message_discarded"};
}

Result<void> keep_audit(
    Connection& connection,
    const storage::Clerk& clerk,
    const DeadLetter& letter,
    const Name& name,
    Time now
) {
    storage::AuditEntry entry;
    entry.at = now;
    entry.actor = "clerk:" + std::to_string(clerk.id);
    entry.action = std::string("delivery.") + name.action;
    entry.object = "outbox:" + std::to_string(letter.part.id);
    entry.detail = letter.part.channel + " " + letter.state + " " + letter.code;
    return storage::audit::append(connection, entry);
}

// What the clerk said of it stands in the case, where those who handle it read it.
Result<void> keep_step(
    Connection& connection,
    const storage::Clerk& clerk,
    const DeadLetter& letter,
    const Name& name,
    const std::string& reason,
    Time now
) {
    auto open = storage::cases::open_of(connection, letter.part.conversation);
    if (!open) return open.error();
    if (!*open) return {};
    storage::CaseStep step;
    step.at = now;
    step.actor_id = clerk.id;
    step.actor = clerk.display_name;
    step.action = name.action;
    step.detail = reason;
    return storage::cases::add_step(connection, (*open)->no, step);
}

}  // namespace

Result<Acted> decide(
    Connection& connection,
    const storage::Clerk& clerk,
    std::int64_t id,
    Verdict verdict,
    const std::string& reason,
    Time now
) {
    auto found = storage::dead_letters::find(connection, id);
    if (!found) return found.error();
    if (!*found || !sees(clerk, (*found)->area))
        return storage::Error{storage::Fault::not_found, "no such dead letter in reach"};
    const auto& letter = **found;
    const auto name = name_of(verdict);
    Acted acted;
    acted.message = letter.part.message;
    if (verdict == Verdict::replay && delivery::holds_code(letter.part.text)) {
        acted.refused = Refusal{"one_time_code", "验证码不重发，请让居民重新要一个", {}};
        return acted;
    }
    if (verdict == Verdict::replay) {
        auto again = storage::dead_letters::replay(connection, letter, now);
        if (!again) return again.error();
        acted.to_send = true;
    } else {
        auto settled = storage::dead_letters::settle(connection, letter, name.state);
        if (!settled) return settled.error();
    }
    auto audited = keep_audit(connection, clerk, letter, name, now);
    if (!audited) return audited.error();
    auto kept = keep_step(connection, clerk, letter, name, reason, now);
    if (!kept) return kept.error();
    auto told = status_changed(connection, letter.part.conversation, letter.part.message, now);
    if (!told) return told.error();
    return acted;
}

}  // namespace gateway::desk
