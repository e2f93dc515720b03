#include "dialogs/language/loader.h"
#include "gateway/cli/changed_lines.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/scripts.h"
#include "gateway/cli/setup.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace gateway::cli {
namespace {

namespace fs = std::filesystem;
namespace language = dialogs::language;
using language::CurrentFile;
using language::FormatChange;
using language::SourceFile;

struct Rewritten {
    SourceFile file;
    std::string before;
    std::string format;  // "dialog/1", which it was written in
};

struct Migration {
    std::size_t formatted = 0;  // files that have a format
    std::vector<Rewritten> rewritten;
};

bool good(std::vector<language::Problem>& problems) {
    if (!has_error(problems)) return true;
    language::sort_by_place(problems);
    for (const auto& problem : problems)
        fmt::print(stderr, "{}\n", describe(problem));
    return false;
}

// Nothing, and it was said why, when a file cannot be migrated or what comes of them all cannot be
// read.
std::optional<Migration> migration_of(
    const fs::path& folder, std::span<const FormatChange> changes
) {
    std::vector<language::Problem> problems;
    auto files = language::script_files(folder, problems);
    const auto current = language::current_files(files, changes, problems);
    if (!good(problems)) return std::nullopt;
    Migration migration{current.size(), {}};
    for (const CurrentFile& one : current) {
        if (!one.older) continue;
        const auto file = std::ranges::find(files, one.file.name, &SourceFile::name);
        migration.rewritten.push_back({one.file, file->text, one.older->find("schema")->text});
        file->text = one.file.text;
    }
    if (migration.rewritten.empty()) return migration;
    if (auto loaded = language::read_script(files, changes); !good(loaded.problems))
        return std::nullopt;
    return migration;
}

// Where a file's next text waits. A gateway that watches the folder takes it for no script.
fs::path next_of(const fs::path& path) { return path.string() + ".migrated"; }

bool write_beside(const fs::path& path, const std::string& text) {
    std::ofstream stream(next_of(path), std::ios::binary);
    if (!(stream << text) || !stream.flush()) return false;
    std::error_code error;
    fs::permissions(next_of(path), fs::status(path).permissions(), error);
    return !error;
}

// All are written beside before the first takes its place: a full disk changes nothing. A link
// stays one.
int write_all(const fs::path& folder, const Migration& migration) {
    std::vector<fs::path> paths;
    std::error_code error;
    const auto failed = [&](const std::string& what) {
        complain("cannot write " + what);
        for (const auto& path : paths)
            fs::remove(next_of(path), error);
        return temporary_failure;
    };
    for (const auto& one : migration.rewritten) {
        const auto path = fs::canonical(folder / one.file.name, error);
        if (!error) paths.push_back(path);
        if (error || !write_beside(path, one.file.text))
            return failed((folder / one.file.name).string() + ": nothing was changed");
    }
    for (const auto& path : paths) {
        fs::rename(next_of(path), path, error);
        if (error) return failed(path.string() + ": " + error.message());
    }
    return done;
}

}  // namespace

int scripts_migrate(const MigrateOptions& options, std::span<const FormatChange> changes) {
    const auto migration = migration_of(options.folder, changes);
    if (!migration) return bad_input;
    const auto newest = language::format_name(language::newest_format(changes));
    if (migration->rewritten.empty()) {
        fmt::print("all {} files are {} already\n", migration->formatted, newest);
        return done;
    }
    if (!options.dry_run)
        if (const int code = write_all(options.folder, *migration); code != done) return code;
    for (const auto& one : migration->rewritten) {
        fmt::print("{}: {} -> {}\n", one.file.name, one.format, newest);
        if (options.dry_run) fmt::print("{}", changed_lines(one.before, one.file.text));
    }
    if (options.dry_run) fmt::print("dry run: nothing was changed\n");
    return done;
}

}  // namespace gateway::cli
