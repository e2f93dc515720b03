#pragma once
#include "dialogs/conversation/player.h"
#include "dialogs/conversation/scenario.h"

#include <optional>
#include <string>
#include <string_view>

namespace dialogs::conversation {

// What an expectation is held against.
struct Seen {
    const Script& script;
    const std::string& channel;
    const Session& session;
    const Reaction& reaction;
    const std::string& record;  // everything kept or logged so far
};

// Whether tests may expect this kind of thing: "said", "waiting" …
bool is_expectation(std::string_view kind);

// What differs, or nothing.
std::optional<std::string> check(const Expectation& expected, const Seen& seen);

}  // namespace dialogs::conversation
