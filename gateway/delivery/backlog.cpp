#include "gateway/delivery/backlog.h"

#include <algorithm>
#include <iterator>

namespace gateway::delivery {

Backlog::Wanted Backlog::wanted(const Schedule& held) {
    Wanted wanted;
    for (std::size_t of = 0; of < wanted.size(); ++of) {
        const auto send_class = static_cast<storage::SendClass>(of);
        const auto room = max_held[of] - std::min(max_held[of], held.held(send_class));
        wanted[of] = {channel_, send_class, last_seen_[of], static_cast<int>(room)};
        more_[of] = room == 0;
    }
    return wanted;
}

Result<Backlog::Parts> Backlog::read(Connection& connection, const Wanted& wanted) {
    Parts all;
    for (const auto& one : wanted) {
        if (one.limit == 0) continue;
        auto parts = storage::unsent_parts(connection, one);
        if (!parts) return parts.error();
        std::ranges::move(*parts, std::back_inserter(all));
    }
    return all;
}

void Backlog::note(const Wanted& wanted, const Parts& read) {
    for (std::size_t of = 0; of < wanted.size(); ++of) {
        const auto got =
            std::ranges::count(read, wanted[of].send_class, &storage::OutboxPart::send_class);
        more_[of] = got >= wanted[of].limit;
    }
    for (const auto& part : read)
        last_seen_[static_cast<std::size_t>(part.send_class)] = part.id;
}

bool Backlog::has_more() const {
    return std::ranges::any_of(more_, [](bool more) { return more; });
}

bool Backlog::should_be_read(storage::SendClass of, const Schedule& held) const {
    const auto index = static_cast<std::size_t>(of);
    return more_[index] && held.held(of) <= max_held[index] / 2;
}

}  // namespace gateway::delivery
