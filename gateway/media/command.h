#pragma once
#include "dialogs/result.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace gateway::media {

// A program of the operator's that reads a file on its standard input and writes a text. No shell
// sees its words; it inherits no open file and no environment but PATH, HOME, LANG and TZ.
struct Command {
    std::vector<std::string> words;  // the program, by path or to be found on PATH, first
    std::chrono::milliseconds within{30'000};
    std::size_t output_max = 16 * 1024;  // bytes
};

// What it wrote. It is killed with everything it started when it takes longer, writes more, or
// `stop` becomes true. Faults: unavailable (it does not start, fails, takes too long), too_large,
// busy (stopped). Blocks.
dialogs::Result<std::string> run(
    const Command& command, const std::filesystem::path& input, const std::atomic<bool>& stop
);

}  // namespace gateway::media
