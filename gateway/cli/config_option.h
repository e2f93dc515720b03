#pragma once
#include <string>

namespace CLI {
class App;
}

namespace gateway::cli {

// --config, without which `command` is not run.
void config_option(CLI::App& command, std::string& config);

}  // namespace gateway::cli
