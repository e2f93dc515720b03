#pragma once
#include "dialogs/language/formats.h"
#include "dialogs/language/script.h"
#include "gateway/config/config.h"
#include "storage/bundles.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// `yimen scripts …`: what the people who write scripts do with them.

namespace gateway::cli {

struct PublishOptions {
    std::string config;
    std::string folder;  // empty: the configured one
    bool dry_run = false;
    std::string revoke;  // digest of a script nobody may go on by
    int tolerate = 10;   // percent of the conversations under way that may lose their place
};
int scripts_publish(const PublishOptions& options);

struct ReplayOptions {
    std::string config;
    std::string against;
    std::string day;  // "2026-11-22"; empty for all
    std::int64_t conversation = 0;
};
int scripts_replay(const ReplayOptions& options);

struct GraphOptions {
    std::string folder = "dialogs/scripts";
    std::string output;
    std::vector<std::string> flows;  // empty for all
};
int scripts_graph(const GraphOptions& options);

// Every text the bot can say, as a table for those who review its words.
struct ExtractOptions {
    std::string folder = "dialogs/scripts";
    std::string output;  // a CSV file; empty: standard output
};
int scripts_extract(const ExtractOptions& options);

// What each flow asks for, does and leads to, and its dearest message.
struct InspectOptions {
    std::string folder = "dialogs/scripts";
    std::vector<std::string> flows;  // empty for all
};
int scripts_inspect(const InspectOptions& options);

// Rewrites the files that are in an older format, all or none; comments and layout stay.
struct MigrateOptions {
    std::string folder = "dialogs/scripts";
    bool dry_run = false;
};
int scripts_migrate(
    const MigrateOptions& options,
    std::span<const dialogs::language::FormatChange> changes = dialogs::language::format_changes()
);

using ScriptPtr = std::shared_ptr<const dialogs::Script>;

// The script of a stored bundle; null when this program cannot read it any more.
ScriptPtr script_of(const storage::Bundle& bundle);

// Those that sessions were advanced by, by digest.
using Editions = std::map<std::string, ScriptPtr>;
dialogs::Result<Editions> stored_editions(storage::Connection& connection);

// How a configured channel speaks: "sms", "wechat" or "web".
std::string profile_of(const config::Config& config, const std::string& channel);

// The county's database to look into; nothing when there is none yet.
dialogs::Result<std::unique_ptr<storage::Connection>> existing_database(const config::Config& config
);

}  // namespace gateway::cli
