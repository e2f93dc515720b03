#include "storage/recipients.h"

namespace storage {

Result<std::vector<Conversation>> recipients_in(
    Connection& connection, std::string_view area, Among among, int limit
) {
    const auto read = [](const Row& row) {
        Conversation found;
        found.id = row.integer(0);
        found.address = {row.text(1), row.text(2)};
        found.area = row.text(3);
        found.epoch = row.integer(4);
        found.case_no = row.text(5);
        const auto control = row.text(6);
        if (control == name_of(Control::human)) found.control = Control::human;
        if (control == name_of(Control::queued)) found.control = Control::queued;
        return found;
    };
    return connection.all(
        "SELECT v.id, c.channel, c.sender, v.area, v.epoch, v.case_no, v.control "
        "FROM conversations v JOIN contacts c ON c.id = v.contact_id "
        "WHERE v.area LIKE ? AND (? = 1 OR c.opted_out = 0) ORDER BY v.id LIMIT ?",
        read,
        std::string(area) + "%",
        among == Among::everybody,
        limit
    );
}

}  // namespace storage
