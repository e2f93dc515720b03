#pragma once
#include "dialogs/input.h"
#include "gateway/cli/recording.h"

#include <optional>

namespace gateway::cli {

class Side;

// What happened at the county when something was said, which no recording tells.
struct Circumstances {
    std::optional<dialogs::Input> outcome{};   // of an action; else the first that is possible
    std::optional<dialogs::Input> happened{};  // just before: a clerk was done, or nobody came
    bool is_queued = false;                    // a person is waited for still
    bool with_person = false;                  // somebody has taken it, and the bot is silent
};

// Those under which the script says what was recorded; the likeliest where there are none.
Circumstances circumstances_of(const Side& before, const Exchange& exchange);

}  // namespace gateway::cli
