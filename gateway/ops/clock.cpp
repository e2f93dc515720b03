#include "gateway/ops/clock.h"

#include <chrono>

namespace gateway::ops {

Clock system_clock() {
    return [] {
        return std::chrono::time_point_cast<dialogs::Time::duration>(std::chrono::system_clock::now(
        ));
    };
}

}  // namespace gateway::ops
