#pragma once
#include "dialogs/language/formats.h"
#include "dialogs/language/script.h"

#include <filesystem>

// Reads scripts: bot.yaml, patterns.yaml, flows/*.yaml and the places/*.csv of gazetteer types and
// lexicon/dialect.csv. All scalars are text; duplicate or unknown keys, anchors, aliases, merges
// and tags are errors. Files of an older format are read as `changes` make them, those of a newer
// one are refused; each file has a format of its own.

namespace dialogs::language {

inline constexpr std::string_view dialect_file = "lexicon/dialect.csv";

struct Loaded {
    std::optional<Script> script;   // none when a problem is an error
    std::vector<Problem> problems;  // by place; warnings too
};

// The whole check: what can be read, and lint().
Loaded load_script(
    const std::filesystem::path& directory, std::span<const FormatChange> changes = format_changes()
);

// Only reads, compiles and resolves names: enough for the engine to run it safely. The file named
// bot.yaml holds the bot's settings, places/… lists of places, dialect_file local words, every
// other one flows.
Loaded read_script(
    std::span<const SourceFile> files, std::span<const FormatChange> changes = format_changes()
);

// Those of them that have a format, in the newest one, bot.yaml first. What cannot be read or
// changed is a problem and left out.
std::vector<CurrentFile> current_files(
    std::span<const SourceFile> files,
    std::span<const FormatChange> changes,
    std::vector<Problem>& problems
);

// A directory's script files, named as in messages; what cannot be read is a problem.
std::vector<SourceFile> script_files(
    const std::filesystem::path& directory, std::vector<Problem>& problems
);

}  // namespace dialogs::language
