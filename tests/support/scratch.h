#pragma once
#include "storage/migrate.h"
#include "storage/sqlite/sqlite.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

// A folder of its own for one test, and a real database in it.

namespace tests {

class ScratchFolder {
public:
    ScratchFolder() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "yimen-test-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error("no scratch folder");
        path_ = pattern;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// A migrated database, open for writing; read() opens it again as a reader would.
class ScratchDatabase {
public:
    ScratchDatabase() : writer_(open(storage::Access::write)) {
        auto migrated = storage::migrate(*writer_, storage::migrations(), storage::sqlite_id_type);
        if (!migrated) throw std::runtime_error(migrated.error().detail);
    }

    storage::Connection& operator*() { return *writer_; }
    storage::Connection* operator->() { return writer_.get(); }
    std::unique_ptr<storage::Connection> release() { return std::move(writer_); }
    std::unique_ptr<storage::Connection> read() const { return open(storage::Access::read); }
    std::filesystem::path file() const { return folder_.path() / "yimen.db"; }

    std::int64_t count(std::string_view sql) {
        auto counted = read()->one(sql, [](const storage::Row& row) { return row.integer(0); });
        return counted && *counted ? **counted : -1;
    }

private:
    std::unique_ptr<storage::Connection> open(storage::Access access) const {
        auto opened = storage::open_sqlite(file(), access);
        if (!opened) throw std::runtime_error(opened.error().detail);
        return std::move(*opened);
    }

    ScratchFolder folder_;
    std::unique_ptr<storage::Connection> writer_;
};

}  // namespace tests
