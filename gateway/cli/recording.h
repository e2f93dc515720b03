#pragma once
#include "storage/messages.h"

#include <string>
#include <vector>

// A kept conversation as it is played again: what was written, and what the bot said to it.

namespace gateway::cli {

struct Exchange {
    std::string text;
    dialogs::Time at{};
    bool hidden = false;             // it held something sensitive: only that it was there is known
    std::vector<std::string> steps;  // what the bot said to it, as `status.ask_no`
    std::string pieces{};  // kept back before it, and answered by themselves in the same turn
};

// Messages without words are left out, with what was said to them.
std::vector<Exchange> exchanges_of(const std::vector<storage::Utterance>& said);

}  // namespace gateway::cli
