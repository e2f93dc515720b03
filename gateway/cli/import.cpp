#include "gateway/register/import.h"

#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/cli/today.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>

namespace gateway::cli {
namespace {

constexpr int bar_width = 30;

// A bar on a terminal; nothing where output is kept in a file.
void draw_progress(std::uintmax_t read, std::uintmax_t total) {
    if (!isatty(2) || total == 0) return;
    const auto filled = static_cast<int>(read * bar_width / total);
    fmt::print(
        stderr, "\r[{:=<{}}{: <{}}] {:3}%", "", filled, "", bar_width - filled, read * 100 / total
    );
    if (read >= total) fmt::print(stderr, "\n");
}

}  // namespace

int import(const ImportOptions& wanted) {
    auto config = read_config(wanted.config, {.read_secrets = false});
    if (!config) return bad_input;
    auto keys = registers::Keys::open(config->data_dir / "keys");
    auto opened = open_database(*config);
    if (!keys || !opened) {
        complain(!keys ? keys.error().detail : opened.error().detail);
        return temporary_failure;
    }
    const auto today = *today_in_china(nullptr);
    registers::ImportOptions options;
    options.dry_run = wanted.dry_run;
    options.today = fmt::format(
        "{:04}-{:02}-{:02}", int(today.year()), unsigned(today.month()), unsigned(today.day())
    );
    options.now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    options.progress = draw_progress;
    auto summary = registers::import_applications(**opened, *keys, wanted.file, options);
    if (!summary) {
        complain(wanted.file + ": " + summary.error().detail);
        return exit_code_of(summary.error());
    }
    if (summary->bad > 0 && summary->added + summary->replaced == 0) {
        complain(fmt::format(
            "{}: none of the {} rows can be taken; their reasons: {}",
            wanted.file,
            summary->bad,
            summary->errors.string()
        ));
        return bad_input;
    }
    fmt::print(
        "{}{} added, {} replaced, {} bad\n",
        wanted.dry_run ? "(dry run) " : "",
        summary->added,
        summary->replaced,
        summary->bad
    );
    if (summary->bad > 0) fmt::print("bad rows with their reasons: {}\n", summary->errors.string());
    return done;
}

}  // namespace gateway::cli
