#include "storage/case_slots.h"

namespace storage::cases {

Result<void> add_slots(
    Connection& connection, std::string_view no, const std::vector<CaseSlot>& slots
) {
    for (const auto& [label, value] : slots) {
        auto changed = connection.run(
            "UPDATE case_slots SET value = ? WHERE case_no = ? AND label = ?", value, no, label
        );
        if (!changed) return changed.error();
        if (*changed > 0) continue;
        auto added = connection.run(
            "INSERT INTO case_slots(case_no, position, label, value) VALUES (?, "
            "(SELECT COALESCE(MAX(position) + 1, 0) FROM case_slots WHERE case_no = ?), ?, ?)",
            no,
            no,
            label,
            value
        );
        if (!added) return added.error();
    }
    return {};
}

Result<std::vector<CaseSlot>> slots(Connection& connection, std::string_view no) {
    return connection.all(
        "SELECT label, value FROM case_slots WHERE case_no = ? ORDER BY position",
        [](const Row& row) {
            return CaseSlot{row.text(0), row.text(1)};
        },
        no
    );
}

}  // namespace storage::cases
