#pragma once
#include <string>

namespace gateway::cli {

// A channel's provider on this machine: each line read is what a resident writes, what he is shown
// is printed. Ends with its input.
int simulate(const std::string& channel, const std::string& config);

// The commands among those lines.
std::string simulate_help();

}  // namespace gateway::cli
