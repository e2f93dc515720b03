#pragma once
#include "gateway/delivery/schedule.h"
#include "gateway/store/store.h"
#include "storage/outbox.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace gateway::delivery {

// What of one channel's outbox is not in memory yet, and how far it was read, class by class. Loop
// thread.
class Backlog {
public:
    // Parts of each class held in memory; the others wait in the database, so that a mailing to a
    // whole county keeps no answer out.
    static constexpr std::array<std::size_t, storage::send_classes> max_held{1000, 500, 200};

    using Parts = std::vector<storage::OutboxPart>;
    using Wanted = std::array<storage::Unsent, storage::send_classes>;

    explicit Backlog(std::string channel) : channel_(std::move(channel)) {}

    // What there is room for beside what is held. Then it is read, and noted as read.
    Wanted wanted(const Schedule& held);
    static Result<Parts> read(Connection& connection, const Wanted& wanted);
    void note(const Wanted& wanted, const Parts& read);

    bool has_more() const;
    // Of this class more waits than is held.
    bool should_be_read(storage::SendClass of, const Schedule& held) const;

private:
    std::string channel_;
    std::array<std::int64_t, storage::send_classes> last_seen_{};
    std::array<bool, storage::send_classes> more_{};  // wait in the database
};

}  // namespace gateway::delivery
