#pragma once
#include "dialogs/result.h"
#include "gateway/config/organisation.h"
#include "gateway/desk/background.h"
#include "storage/messages.h"
#include "storage/opt_ins.h"
#include "storage/staff.h"
#include "storage/worklist.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The API's JSON, in and out; its shapes are in README.md.

namespace gateway::desk {

// What codes and ids are called.
struct Names {
    std::shared_ptr<const config::Organisation> organisation;
    std::map<std::int64_t, std::string> clerks;
};

struct ConversationDetail {
    storage::WorkItem item;
    Background background;
    std::vector<storage::opt_ins::Left> opt_ins;
};

std::string me_json(const storage::Clerk& clerk, const std::string& csrf, const Names& names);
std::string counters_json(const storage::worklist::Counters& counters);
std::string conversation_json(const storage::WorkItem& item, const Names& names);
std::string conversation_json(const ConversationDetail& detail, const Names& names);
std::string inbox_json(
    const std::vector<storage::WorkItem>& items, const std::string& next_cursor, const Names& names
);
std::string message_json(const storage::Utterance& said, const Names& names);
std::string messages_json(
    const std::vector<storage::Utterance>& said, bool more, const Names& names
);

// {"seq":…,"type":…,"at":…,"area":…,"data":…}; `data` is JSON already.
std::string event_json(
    std::int64_t seq,
    std::string_view type,
    storage::Time at,
    std::string_view area,
    std::string_view data
);
std::string control_event_json(const storage::Conversation& conversation, const Names& names);
std::string message_event_json(
    std::int64_t conversation, const storage::Utterance& said, const Names& names
);
std::string status_event_json(std::int64_t conversation, const storage::Utterance& said);
std::string removed_json(std::int64_t seq, std::int64_t conversation);
// {"type":"welcome","seq":…} and the like.
std::string signal_json(std::string_view type, std::optional<std::int64_t> seq = std::nullopt);

struct Login {
    std::string name;
    std::string password;
};
// malformed: no JSON object of that shape.
dialogs::Result<Login> read_login(std::string_view body);
// The text of that field; empty when the body is empty or has no such field.
dialogs::Result<std::string> read_text(std::string_view body, std::string_view field);
// resume_from of a hello; 0 when it has none, nothing when this is no hello.
std::optional<std::int64_t> read_hello(std::string_view frame);

}  // namespace gateway::desk
