#pragma once
#include "storage/database.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What changed on the desk, in order: a socket that was away resumes from it. Events only point at
// what changed; what is told of it is read when it is sent, so it is never stale and nothing
// personal is kept here.

namespace storage {

struct DeskEvent {
    std::int64_t seq = 0;  // rises by one; never reused
    Time at{};
    std::string type;      // "conv.updated", "case.created", "message.new" …
    std::string area;      // that of the conversation after the change
    std::string old_area;  // before it; who saw this one and not the other is told it went away
    std::int64_t conversation_id = 0;
    std::int64_t message_id = 0;  // 0: none
};

namespace event_log {

// Gives the event's number; `seq` of the argument is ignored.
Result<std::int64_t> append(Connection& connection, const DeskEvent& event);
Result<std::vector<DeskEvent>> after(Connection& connection, std::int64_t seq, int limit);

struct Span {
    std::int64_t first = 0;  // oldest event still kept; last + 1 when there is none
    std::int64_t last = 0;   // the newest ever given
};
Result<Span> span(Connection& connection);

Result<std::int64_t> prune(Connection& connection, Time before);

}  // namespace event_log
}  // namespace storage
