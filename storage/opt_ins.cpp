#include "storage/opt_ins.h"

namespace storage::opt_ins {
namespace {

// Nobody opts in to more; what calls that often is a fault.
constexpr int remaining_max = 100;

Result<std::int64_t> change(Connection& connection, const OptIn& who, int by, Time now) {
    return connection.run(
        "UPDATE opt_ins SET remaining = CASE WHEN ? < 0 THEN 0 WHEN remaining >= ? THEN remaining "
        "ELSE remaining + ? END, changed_at = ? WHERE channel = ? AND sender = ? AND template_id = "
        "?",
        by,
        remaining_max,
        by,
        now,
        who.channel,
        who.sender,
        who.template_id
    );
}

}  // namespace

Result<void> decide(Connection& connection, const OptIn& who, bool accepted, Time now) {
    auto changed = change(connection, who, accepted ? 1 : -1, now);
    if (!changed) return changed.error();
    if (*changed != 0) return {};
    auto added = connection.run(
        "INSERT INTO opt_ins(channel, sender, template_id, remaining, changed_at) "
        "VALUES (?, ?, ?, ?, ?)",
        who.channel,
        who.sender,
        who.template_id,
        accepted ? 1 : 0,
        now
    );
    if (!added) return added.error();
    return {};
}

Result<bool> take(Connection& connection, const OptIn& who, bool once) {
    auto taken = connection.run(
        "UPDATE opt_ins SET remaining = remaining - ? "
        "WHERE channel = ? AND sender = ? AND template_id = ? AND remaining > 0",
        once ? 1 : 0,
        who.channel,
        who.sender,
        who.template_id
    );
    if (!taken) return taken.error();
    return *taken == 1;
}

Result<std::vector<Left>> left(
    Connection& connection, std::string_view channel, std::string_view sender
) {
    return connection.all(
        "SELECT template_id, remaining FROM opt_ins "
        "WHERE channel = ? AND sender = ? AND remaining > 0 ORDER BY template_id",
        [](const Row& row) {
            return Left{row.text(0), row.integer(1)};
        },
        channel,
        sender
    );
}

Result<void> give_back(Connection& connection, const OptIn& who) {
    auto given = connection.run(
        "UPDATE opt_ins SET remaining = remaining + 1 "
        "WHERE channel = ? AND sender = ? AND template_id = ?",
        who.channel,
        who.sender,
        who.template_id
    );
    if (!given) return given.error();
    return {};
}

}  // namespace storage::opt_ins
