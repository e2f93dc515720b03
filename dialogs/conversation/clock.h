#pragma once
#include "dialogs/message.h"

#include <optional>
#include <string_view>

namespace dialogs::conversation {

// "2026-11-23T09:00:00+08:00" or "…Z".
std::optional<Time> read_time(std::string_view text);

}  // namespace dialogs::conversation
