#include "gateway/desk/feed.h"

#include "gateway/desk/case_json.h"
#include "storage/cases.h"
#include "storage/staff.h"
#include "storage/worklist.h"

namespace gateway::desk {
namespace {

using storage::Connection;
using storage::DeskEvent;
using storage::Result;

// The open one, or the one that was closed just now.
Result<std::string> case_of(
    Connection& connection, const storage::WorkItem& item, const Names& names
) {
    if (item.open_case) return case_event_json(*item.open_case, names);
    auto last = storage::cases::last_of(connection, item.conversation.id);
    if (!last) return last.error();
    return *last ? case_event_json(**last, names) : std::string();
}

Result<std::string> data_of(
    Connection& connection,
    const DeskEvent& event,
    const storage::WorkItem& item,
    const Names& names
) {
    if (event.type.starts_with("case.")) return case_of(connection, item, names);
    if (event.type == "conv.control") return control_event_json(item.conversation, names);
    if (event.message_id == 0) return conversation_json(item, names);
    auto said = storage::find_message(connection, event.message_id);
    if (!said) return said.error();
    if (!*said) return std::string();
    if (event.type == "message.status") return status_event_json(event.conversation_id, **said);
    return message_event_json(event.conversation_id, **said, names);
}

Result<std::optional<Frame>> frame_of(
    Connection& connection, const DeskEvent& event, const Names& names
) {
    auto item = storage::worklist::find(connection, event.conversation_id);
    if (!item) return item.error();
    if (!*item) return std::optional<Frame>();
    auto data = data_of(connection, event, **item, names);
    if (!data) return data.error();
    if (data->empty()) return std::optional<Frame>();
    Frame frame;
    frame.seq = event.seq;
    frame.area = (*item)->conversation.area;
    frame.old_area = event.old_area;
    frame.text = event_json(event.seq, event.type, event.at, frame.area, *data);
    frame.removed = removed_json(event.seq, event.conversation_id);
    return std::optional(std::move(frame));
}

}  // namespace

Result<Feed> feed_after(
    Connection& connection,
    std::int64_t seq,
    const std::shared_ptr<const config::Organisation>& organisation
) {
    Feed feed;
    auto span = storage::event_log::span(connection);
    if (!span) return span.error();
    feed.last = span->last;
    feed.gap = seq > span->last || seq + 1 < span->first || span->last - seq > events_max;
    if (feed.gap || seq == span->last) return feed;

    auto events = storage::event_log::after(connection, seq, events_max);
    if (!events) return events.error();
    auto clerks = storage::staff::names(connection);
    if (!clerks) return clerks.error();
    const Names names{organisation, std::move(*clerks)};
    for (const auto& event : *events) {
        auto frame = frame_of(connection, event, names);
        if (!frame) return frame.error();
        if (*frame) feed.frames.push_back(std::move(**frame));
        feed.last = event.seq;
    }
    return feed;
}

}  // namespace gateway::desk
