#pragma once

namespace CLI {
class App;
}

namespace gateway::cli {

// How `yimen scripts …` is written. The command that is named is run and leaves its exit code in
// `code`.
void add_scripts(CLI::App& app, int& code);

}  // namespace gateway::cli
