#pragma once
#include "storage/messages.h"

#include <string>
#include <vector>

// A kept conversation as it is played again: what was written, and what the bot said.

namespace gateway::cli {

struct Exchange {
    dialogs::MessageKind kind = dialogs::MessageKind::text;
    std::string text;
    dialogs::Time at{};
    bool hidden = false;             // it held something sensitive: only that it was there is known
    std::vector<std::string> steps;  // what the bot said, as `status.ask_no`
    std::string pieces{};  // kept back before it, and answered by themselves in the same turn
    // Nobody wrote: a limit of time was over, a clerk was done, or pieces were waited for in vain.
    bool by_itself = false;
};

// What the conversation never saw is left out, with what was said to it.
std::vector<Exchange> exchanges_of(const std::vector<storage::Utterance>& said);

}  // namespace gateway::cli
