#pragma once
#include "gateway/desk/control.h"

#include <string>

// What nobody asked for. It waits out the quiet hours and spares those who opted out, unless lives
// depend on it now: that a clerk said so is in the audit.

namespace gateway::desk {

struct Notice {
    std::string text;
    bool emergency = false;
    std::string reason;  // why it is one
};

// To the person of one conversation, whoever has it.
storage::Result<Acted> send_notice(
    storage::Connection& connection, const Desk& at, const Notice& notice, const Plan& plan
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
    const Plan& plan,
    storage::Time now
);

}  // namespace gateway::desk
