#pragma once
#include "gateway/desk/desk_json.h"
#include "storage/event_log.h"

#include <cstdint>
#include <string>
#include <vector>

// Events as open pages are told of them, read from what is true now.

namespace gateway::desk {

struct Frame {
    std::int64_t seq = 0;
    std::string area;      // where the conversation is now: who sees it gets `text`
    std::string old_area;  // where it was: who saw it there and does not now gets `removed`
    std::string text;
    std::string removed;
};

struct Feed {
    std::vector<Frame> frames;  // in order
    std::int64_t last = 0;      // the newest event there is
    bool gap = false;           // what was asked for is not kept any more, or is too much to tell
};

// Everything after `seq`. More than `events_max` is a gap: the lists are fetched faster.
constexpr int events_max = 500;
storage::Result<Feed> feed_after(
    storage::Connection& connection,
    std::int64_t seq,
    const std::shared_ptr<const config::Organisation>& organisation
);

}  // namespace gateway::desk
