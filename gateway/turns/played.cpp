#include "gateway/turns/played.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace gateway::turns {

void put_before(Played& after, Played&& before) {
    std::ranges::move(after.says, std::back_inserter(before.says));
    after.says = std::move(before.says);
    std::ranges::move(after.unsettled, std::back_inserter(before.unsettled));
    after.unsettled = std::move(before.unsettled);
    if (after.looked_up.empty()) after.looked_up = std::move(before.looked_up);
    std::ranges::move(before.outcomes, std::back_inserter(after.outcomes));
    std::ranges::move(after.trace, std::back_inserter(before.trace));
    after.trace = std::move(before.trace);
}

}  // namespace gateway::turns
