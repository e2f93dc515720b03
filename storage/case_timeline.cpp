#include "storage/case_timeline.h"

namespace storage::cases {

Result<void> add_step(Connection& connection, std::string_view no, const CaseStep& step) {
    auto added = connection.run(
        "INSERT INTO case_timeline(case_no, at, actor_id, actor, action, detail) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        no,
        step.at,
        step.actor_id,
        step.actor,
        step.action,
        step.detail
    );
    if (!added) return added.error();
    return {};
}

Result<std::vector<CaseStep>> timeline(Connection& connection, std::string_view no) {
    return connection.all(
        "SELECT at, actor_id, actor, action, detail FROM case_timeline WHERE case_no = ? "
        "ORDER BY id",
        [](const Row& row) {
            return CaseStep{
                row.time(0), row.maybe_integer(1), row.text(2), row.text(3), row.text(4)};
        },
        no
    );
}

}  // namespace storage::cases
