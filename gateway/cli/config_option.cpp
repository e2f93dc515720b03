#include "gateway/cli/config_option.h"

#include <CLI/CLI.hpp>

namespace gateway::cli {

void config_option(CLI::App& command, std::string& config) {
    command.add_option("--config", config, "configuration file")->required();
}

}  // namespace gateway::cli
