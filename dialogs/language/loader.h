#pragma once
#include "dialogs/language/problem.h"
#include "dialogs/language/script.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

// Reads scripts in the format dialog/1: bot.yaml, patterns.yaml, flows/*.yaml and the places/*.csv
// of gazetteer types and lexicon/dialect.csv. All scalars are text; duplicate or unknown keys,
// anchors, aliases, merges and tags are errors.

namespace dialogs::language {

struct SourceFile {
    std::string name;  // "flows/status.yaml", for messages
    std::string text;
};

inline constexpr std::string_view dialect_file = "lexicon/dialect.csv";

struct Loaded {
    std::optional<Script> script;   // none when a problem is an error
    std::vector<Problem> problems;  // by place; warnings too
};

// The whole check: what can be read, and lint().
Loaded load_script(const std::filesystem::path& directory);

// Only reads, compiles and resolves names: enough for the engine to run it safely. The file named
// bot.yaml holds the bot's settings, places/… lists of places, dialect_file local words, every
// other one flows.
Loaded read_script(std::span<const SourceFile> files);

// A directory's script files, named as in messages; what cannot be read is a problem.
std::vector<SourceFile> script_files(
    const std::filesystem::path& directory, std::vector<Problem>& problems
);

}  // namespace dialogs::language
