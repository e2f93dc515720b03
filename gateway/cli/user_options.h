#pragma once

namespace CLI {
class App;
}

namespace gateway::cli {

// How `yimen user …` is written. The command that is named is run and leaves its exit code in
// `code`.
void add_user(CLI::App& app, int& code);

}  // namespace gateway::cli
