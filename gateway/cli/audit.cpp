#include "storage/audit.h"

#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "storage/sqlite/sqlite.h"

#include <fmt/format.h>

namespace gateway::cli {
namespace {

int tell(const std::filesystem::path& file, const storage::audit::Verdict& verdict) {
    if (verdict.broken_at) {
        complain(fmt::format(
            "{}: audit row {} is not what was written after the {} rows before it: it was changed, "
            "or others between are missing. Keep this file and compare it with the last backup",
            file.string(),
            *verdict.broken_at,
            verdict.rows
        ));
        return bad_input;
    }
    if (!verdict.knows_head) {
        complain(fmt::format(
            "{}: each of {} audit rows fits the one before, but none has that hash: rows at the "
            "end are missing, or all were written anew. Keep this file and compare it with the "
            "last backup",
            file.string(),
            verdict.rows
        ));
        return bad_input;
    }
    fmt::print("{} audit rows, each fits the one before\n", verdict.rows);
    if (verdict.rows > 0) fmt::print("head {}\n", verdict.head);
    return done;
}

dialogs::Result<storage::audit::Verdict> verify(
    const std::filesystem::path& file, const std::string& head
) {
    auto connection = storage::open_sqlite(file, storage::Access::read);
    if (!connection) return connection.error();
    return storage::audit::verify(**connection, head);
}

}  // namespace

int audit_verify(const AuditOptions& options) {
    auto config = read_config(options.config, {.read_secrets = false});
    if (!config) return bad_input;
    const auto file = config->data_dir / "yimen.db";
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) {
        complain(file.string() + ": there is no database; `data_dir` says where it lies");
        return bad_input;
    }
    auto verdict = verify(file, options.head);
    if (!verdict) {
        complain(file.string() + ": " + verdict.error().detail);
        return exit_code_of(verdict.error());
    }
    return tell(file, *verdict);
}

}  // namespace gateway::cli
