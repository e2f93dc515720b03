#pragma once
#include "gateway/config/config.h"
#include "knowledge/library.h"
#include "storage/database.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

// What most commands begin with.

namespace gateway::cli {

// The configuration, or nothing after every fault was said on stderr.
std::optional<config::Config> read_config(
    const std::string& file, config::LoadOptions options = {}
);

// The county's database, brought up to date; its folder is made if it is missing. May be used
// beside a running gateway: writers take turns.
dialogs::Result<std::unique_ptr<storage::Connection>> open_database(const config::Config& config);

// The articles as they answer: with the county's own versions in force where there is a database.
// Versions that do not fit any more are said on stderr, and `all_fit` is false.
dialogs::Result<knowledge::Library> library_in_force(
    const config::Config& config, bool* all_fit = nullptr
);

// All of the act or nothing of it, while a gateway may run beside.
dialogs::Result<void> in_one_transaction(
    storage::Connection& connection, const std::function<dialogs::Result<void>()>& act
);

// How a command ends for it: temporary_failure for what may pass or came to nobody knows what (the
// supervisor starts us again, and what is on disk decides), else bad_input.
int exit_code_of(const dialogs::Error& error);

// "yimen: …" on stderr.
void complain(const std::string& text);

// The next line of standard input without its end; false at the end of it.
bool read_line(std::string& line);

}  // namespace gateway::cli
