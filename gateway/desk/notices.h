#pragma once
#include "gateway/channels/channel.h"
#include "gateway/desk/control.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

// What nobody asked for. It waits out the quiet hours and spares those who opted out, unless lives
// depend on it now: that a clerk said so is in the audit.

namespace gateway::desk {

struct Notice {
    std::string text;
    bool emergency = false;
    std::string reason;  // why it is one
    // Of the form it goes in where the conversation is closed, and what that form speaks of; empty:
    // the one for any notice.
    std::string kind{};
    std::map<std::string, std::string, std::less<>> facts{};
};

// A notice as its channel's filed form has it; Channel::file().
using File = std::function<
    storage::Result<channels::Filed>(const std::string& channel, const channels::Notice&)>;

struct Writing {
    Plan plan;
    File file;
    std::function<channels::Capabilities(const std::string& channel)> capabilities;
    // When quiet hours end, while they last: what no channel holds back is not shown before.
    std::optional<storage::Time> quiet_until{};
};

// To the person of one conversation, whoever has it. Refused as well when what it says does not go
// into the form it names.
storage::Result<Acted> send_notice(
    storage::Connection& connection, const Desk& at, const Notice& notice, const Writing& writing
);

// To everybody who ever wrote from an area and did not opt out. Refused when those are more than
// one transaction should hold, or the clerk may not speak for the area.
struct Mailing {
    std::optional<Refusal> refused;
    int people = 0;
};
storage::Result<Mailing> send_mailing(
    storage::Connection& connection,
    const storage::Clerk& clerk,
    const std::string& area,
    const Notice& notice,
    const Writing& writing,
    storage::Time now
);

}  // namespace gateway::desk
