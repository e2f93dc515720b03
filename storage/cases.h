#pragma once
#include "storage/case_slots.h"
#include "storage/database.h"
#include "storage/reach.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Cases (办件): what a resident wants done, with a number, a clock and an owner. A case outlives
// the conversation it came from.

namespace storage {

enum class CaseState { submitted, accepted, answered, closed, archived };

std::string_view to_string(CaseState state);
std::optional<CaseState> case_state_from(std::string_view text);

struct Case {
    std::string no;  // LN-ZX-20261122-0007
    std::string kind = "consult";
    CaseState state = CaseState::submitted;
    std::string priority = "normal";  // normal, high, urgent
    std::string reason;               // why a person was asked for: "asked", "not_understood" …
    std::string summary;
    std::string area;  // empty: not known, the county's to sort out
    std::optional<std::int64_t> owner_id;
    std::int64_t conversation_id = 0;
    std::int64_t requester_id = 0;  // contact who wrote
    std::string channel;
    Time opened_at{};
    std::optional<Time> first_reply_at;
    std::optional<Time> closed_at;
    std::string result;
    std::int64_t version = 1;  // of the row: every change adds one
};

namespace cases {

Result<void> open(Connection& connection, const Case& opened, const std::vector<CaseSlot>& slots);

Result<std::optional<Case>> find(Connection& connection, std::string_view no);
// The one that is neither closed nor archived; a conversation has at most one.
Result<std::optional<Case>> open_of(Connection& connection, std::int64_t conversation_id);
// The one opened last, whatever became of it.
Result<std::optional<Case>> last_of(Connection& connection, std::int64_t conversation_id);
// Whether the conversation ever had one, open or closed.
Result<bool> any_of(Connection& connection, std::int64_t conversation_id);
// The open ones a clerk has, the oldest first.
Result<std::vector<Case>> open_owned_by(Connection& connection, std::int64_t clerk_id);

// A list page: newest first; `before_opened`/`before_no` is the last row of the page before.
struct Query {
    Reach reach;
    bool open = true;
    Time before_opened = Time::max();
    std::string before_no;
    int limit = 50;
};
Result<std::vector<Case>> list(Connection& connection, const Query& query);

// Changes; not_found when there is no such case.
Result<void> take(Connection& connection, std::string_view no, std::optional<std::int64_t> owner);
// The first one stays; true when this was it.
Result<bool> first_reply(Connection& connection, std::string_view no, Time at);
Result<void> move(Connection& connection, std::string_view no, CaseState state);
Result<void> close(Connection& connection, std::string_view no, std::string_view result, Time at);
Result<void> raise(Connection& connection, std::string_view no, std::string_view priority);
Result<void> assign_area(Connection& connection, std::string_view no, std::string_view area);

}  // namespace cases
}  // namespace storage
