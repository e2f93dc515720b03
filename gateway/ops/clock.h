#pragma once
#include "dialogs/message.h"

#include <functional>

// Time is asked for, never taken: tests hold the hands of the clock.

namespace gateway::ops {

using Clock = std::function<dialogs::Time()>;

Clock system_clock();

}  // namespace gateway::ops
