#include "gateway/cli/chat_clerk.h"

#include "storage/staff.h"

#include <utility>

namespace gateway::cli {
namespace {

dialogs::Result<storage::Clerk> some_clerk(
    storage::Connection& connection, const std::string& area, dialogs::Time now
) {
    storage::Clerk clerk;
    clerk.name = clerk.display_name = "chat";
    clerk.role = storage::Role::county;
    clerk.area = area;
    auto known = storage::staff::find_by_name(connection, clerk.name);
    if (!known) return known.error();
    if (*known) return std::move(**known);
    auto id = storage::staff::add(connection, clerk, now);
    if (!id) return id.error();
    clerk.id = *id;
    return clerk;
}

}  // namespace

dialogs::Result<desk::Acted> give_back_as_clerk(
    storage::Connection& connection,
    const std::string& area,
    std::int64_t conversation,
    dialogs::Time now,
    bool closes
) {
    auto clerk = some_clerk(connection, area, now);
    if (!clerk) return clerk.error();
    const desk::Desk at{std::move(*clerk), conversation, now};
    auto claimed = desk::claim(connection, at);
    if (!claimed || claimed->refused) return claimed;
    return closes ? desk::close(connection, at, "") : desk::return_to_bot(connection, at, "");
}

}  // namespace gateway::cli
