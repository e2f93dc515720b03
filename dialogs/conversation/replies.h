#pragma once
#include "dialogs/conversation/expectation.h"

#include <optional>
#include <string>

// What tests expect of the replies' words.

namespace dialogs::conversation {

// What is wrong, or nothing.
using Wrong = std::optional<std::string>;

Wrong differs(const std::string& what, const std::string& wanted, const std::string& got);

Wrong said_contains(const Expectation& expected, const Seen& seen);
Wrong not_said_contains(const Expectation& expected, const Seen& seen);
Wrong segments(const Expectation& expected, const Seen& seen);
Wrong messages(const Expectation& expected, const Seen& seen);
Wrong choices(const Expectation& expected, const Seen& seen);
Wrong silent(const Expectation& expected, const Seen& seen);

}  // namespace dialogs::conversation
