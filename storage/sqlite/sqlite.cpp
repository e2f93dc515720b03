#include "storage/sqlite/sqlite.h"

#include "storage/sqlite/joined_log.h"

#include <sqlite3.h>

#include <algorithm>
#include <unordered_map>

namespace storage {
namespace {

struct Closer {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Closer>;
using Statement = std::unique_ptr<sqlite3_stmt, Closer>;

// Finds a statement by its text without copying it. Statements are few and long, and most differ in
// length or at the end.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        const auto end = text.substr(text.size() - std::min(text.size(), hashed_length));
        return std::hash<std::string_view>()(end) + text.size();
    }
    static constexpr std::size_t hashed_length = 24;
};

// A statement is prepared once per connection; the program has a few hundred of them at most.
constexpr std::size_t max_statements = 1000;
// How long a reader may wait for the writer, e.g. during recovery after a crash.
constexpr int busy_timeout_ms = 2000;

Fault fault_of(int code) {
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT: return Fault::conflict;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_FULL:
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY: return Fault::unavailable;
        case SQLITE_IOERR:
        case SQLITE_CORRUPT: return Fault::unknown;
        case SQLITE_TOOBIG: return Fault::too_large;
        default: return Fault::malformed;
    }
}

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    std::int64_t integer(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }
    std::string text(int column) const override {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        if (!bytes) return {};
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

private:
    sqlite3_stmt* statement_;
};

class Sqlite final : public Connection {
public:
    explicit Sqlite(Database database) : database_(std::move(database)) {}

    Result<std::int64_t> execute(
        std::string_view sql,
        std::span<const Value> args,
        const std::function<void(const Row&)>& on_row
    ) override {
        auto prepared = prepare(sql);
        if (!prepared) return prepared.error();
        sqlite3_stmt* statement = *prepared;
        bind(statement, args);

        int code = SQLITE_ROW;
        const SqliteRow row(statement);
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            if (on_row) on_row(row);
        }
        const auto changed = sqlite3_changes64(database_.get());
        const bool writes = sqlite3_stmt_readonly(statement) == 0;
        std::optional<Error> error;
        if (code != SQLITE_DONE) error = fault();
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
        if (error) return *error;
        return writes ? changed : 0;
    }

    Result<std::int64_t> insert_row(std::string_view sql, std::span<const Value> args) override {
        auto inserted = execute(sql, args, nullptr);
        if (!inserted) return inserted.error();
        return sqlite3_last_insert_rowid(database_.get());
    }

    Result<void> script(std::string_view sql) override {
        if (sqlite3_exec(database_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr) !=
            SQLITE_OK)
            return fault();
        return {};
    }

private:
    // SQLite's own message names tables and columns, never values.
    Error fault() const {
        const int code = sqlite3_extended_errcode(database_.get());
        return {
            fault_of(code),
            std::string(sqlite3_errmsg(database_.get())) + " (" + std::to_string(code) + ")"};
    }

    Result<sqlite3_stmt*> prepare(std::string_view sql) {
        if (auto known = statements_.find(sql); known != statements_.end())
            return known->second.get();
        sqlite3_stmt* made = nullptr;
        const int code = sqlite3_prepare_v3(
            database_.get(),
            sql.data(),
            static_cast<int>(sql.size()),
            SQLITE_PREPARE_PERSISTENT,
            &made,
            nullptr
        );
        if (code != SQLITE_OK) return fault();
        if (statements_.size() >= max_statements) statements_.clear();
        return statements_.emplace(std::string(sql), Statement(made)).first->second.get();
    }

    static void bind(sqlite3_stmt* statement, std::span<const Value> args) {
        int index = 0;
        for (const auto& arg : args) {
            ++index;
            if (const auto* number = std::get_if<std::int64_t>(&arg)) {
                sqlite3_bind_int64(statement, index, *number);
            } else if (const auto* text = std::get_if<std::string_view>(&arg)) {
                sqlite3_bind_text64(
                    statement,
                    index,
                    text->empty() ? "" : text->data(),
                    text->size(),
                    SQLITE_STATIC,
                    SQLITE_UTF8
                );
            } else {
                sqlite3_bind_null(statement, index);
            }
        }
    }

    Database database_;  // outlives the statements
    std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
};

// A small cache: the county's machine is old. 16 MB hold the pages ten thousand conversations write
// to; 64 MB buy no more.
constexpr std::string_view writing = R"(
    PRAGMA synchronous = FULL;
    PRAGMA journal_mode = WAL;
    PRAGMA wal_autocheckpoint = 1000;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -16384;
)";
constexpr std::string_view reading = R"(
    PRAGMA query_only = ON;
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA mmap_size = 0;
    PRAGMA cache_size = -2048;
)";

// SQLite's count of its own memory takes a lock at every allocation, and nobody reads it. To be
// said before the first connection of the process.
void stop_counting_memory() {
    static const int said = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)said;
}

}  // namespace

Result<std::unique_ptr<Connection>> open_sqlite(const std::filesystem::path& file, Access access) {
    stop_counting_memory();
    sqlite3* opened = nullptr;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (access == Access::write) flags |= SQLITE_OPEN_CREATE;
    const char* const vfs = access == Access::write ? joined_log_vfs() : nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &opened, flags, vfs);
    Database database(opened);
    if (code != SQLITE_OK)
        return Error{
            Fault::unavailable, "cannot open " + file.string() + ": " + sqlite3_errstr(code)};
    sqlite3_busy_timeout(database.get(), busy_timeout_ms);

    auto connection = std::make_unique<Sqlite>(std::move(database));
    if (auto set = connection->script(access == Access::write ? writing : reading); !set)
        return set.error();
    return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace storage
