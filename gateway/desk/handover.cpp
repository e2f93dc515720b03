#include "gateway/desk/handover.h"

#include "gateway/desk/journal.h"
#include "storage/case_slots.h"
#include "storage/cases.h"
#include "storage/worklist.h"

#include <array>
#include <utility>

namespace gateway::desk {
namespace {

using storage::Connection;
using storage::Control;
using storage::Conversation;
using storage::Result;
using storage::Time;

std::string_view name_of(dialogs::Priority priority) {
    switch (priority) {
        case dialogs::Priority::normal: return "normal";
        case dialogs::Priority::high: return "high";
        case dialogs::Priority::urgent: return "urgent";
    }
    return "normal";
}

int rank(std::string_view priority) {
    if (priority == "urgent") return 2;
    return priority == "high" ? 1 : 0;
}

// Kinds of cases; any other queue is asked something.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kinds{{
    {"minzheng.agency", "agency"},
    {"minzheng.hardship", "help"},
    {"minzheng.changes", "change"},
    {"minzheng.complaints", "complaint"},
}};

std::string_view kind_of(std::string_view queue) {
    for (const auto& [known, kind] : kinds) {
        if (known == queue) return kind;
    }
    return "consult";
}

// Where its clerks are. What is said against a town or a village stays with the county, and so does
// all else that is said in that conversation: its clerks would read both.
Result<void> route(
    Connection& connection, Conversation& conversation, const dialogs::HandOver& wanted
) {
    if (wanted.county_only) {
        conversation.area.clear();
        return storage::keep_with_county(connection, conversation.id);
    }
    if (wanted.area.empty()) return {};
    auto area = storage::set_area(connection, conversation.id, wanted.area);
    if (!area) return area.error();
    conversation.area = *area;
    return {};
}

std::vector<storage::CaseSlot> slots_of(const dialogs::HandOver& wanted) {
    std::vector<storage::CaseSlot> slots;
    for (const auto& [label, value] : wanted.context)
        slots.push_back({label, value});
    return slots;
}

Result<void> open_new(
    Connection& connection,
    const Conversation& conversation,
    const dialogs::HandOver& wanted,
    Time now
) {
    storage::Case opened;
    opened.no = conversation.case_no;
    opened.kind = kind_of(wanted.queue);
    opened.priority = name_of(wanted.priority);
    opened.reason = wanted.reason;
    opened.summary = wanted.summary;
    opened.area = conversation.area;
    opened.conversation_id = conversation.id;
    opened.requester_id = conversation.contact_id;
    opened.channel = conversation.address.channel;
    opened.opened_at = now;
    if (auto kept = storage::cases::open(connection, opened, slots_of(wanted)); !kept) return kept;
    return storage::set_case(connection, conversation.id, opened.no);
}

Result<void> join(
    Connection& connection,
    const storage::Case& open,
    const Conversation& conversation,
    const dialogs::HandOver& wanted
) {
    const auto priority = name_of(wanted.priority);
    if (rank(priority) > rank(open.priority)) {
        auto raised = storage::cases::raise(connection, open.no, priority);
        if (!raised) return raised;
    }
    if (open.area != conversation.area) {
        auto moved = storage::cases::assign_area(connection, open.no, conversation.area);
        if (!moved) return moved;
    }
    if (auto told = storage::cases::add_slots(connection, open.no, slots_of(wanted)); !told)
        return told;
    // A case whose conversation forgot it would never be found again.
    return storage::set_case(connection, conversation.id, open.no);
}

// Back to the queue; a resident who waits already keeps his place.
Result<void> enqueue(Connection& connection, Conversation& conversation, Time now, Time& since) {
    auto waiting = storage::worklist::waiting_since(connection, conversation.id);
    if (!waiting) return waiting.error();
    since = waiting->value_or(now);
    if (conversation.control == Control::queued) return {};
    storage::ControlChange change;
    change.conversation = conversation.id;
    change.epoch = conversation.epoch;
    change.to = Control::queued;
    change.waiting_since = since;
    if (auto changed = storage::change_control(connection, change, now); !changed) return changed;
    conversation.control = Control::queued;
    conversation.owner_id.reset();
    ++conversation.epoch;
    return {};
}

}  // namespace

Result<OpenedCase> open_case(
    Connection& connection,
    const Conversation& conversation,
    const dialogs::HandOver& wanted,
    const std::string& case_no,
    Time now
) {
    OpenedCase opened;
    opened.conversation = conversation;
    auto& after = opened.conversation;
    const std::string old_area = conversation.area;
    if (auto routed = route(connection, after, wanted); !routed) return routed.error();
    Time since{};
    if (auto queued = enqueue(connection, after, now, since); !queued) return queued.error();

    auto open = storage::cases::open_of(connection, conversation.id);
    if (!open) return open.error();
    opened.joined = open->has_value();
    after.case_no = opened.joined ? (*open)->no : case_no;
    opened.no = after.case_no;
    auto kept = opened.joined ? join(connection, **open, after, wanted)
                              : open_new(connection, after, wanted, now);
    if (!kept) return kept.error();

    Change change;
    change.conversation = after;
    change.old_area = old_area;
    change.action = opened.joined ? "joined" : "opened";
    change.detail = wanted.reason;
    if (auto recorded = record(connection, change, now); !recorded) return recorded.error();
    auto ahead = storage::worklist::ahead_of(connection, after, since);
    if (!ahead) return ahead.error();
    opened.ahead = *ahead;
    return opened;
}

}  // namespace gateway::desk
