#include "storage/sqlite/joined_log.h"

#include <sqlite3.h>

#include <memory>
#include <new>
#include <string>

namespace storage {
namespace {

constexpr const char* vfs_name = "joined-log";
// The system's file takes no more at once (seekAndWriteFd in SQLite's os_unix.c).
constexpr std::size_t held_max = 0x1FFFF;

// SQLite allocates this and, right behind it, room for the system's own file.
struct LogFile {
    sqlite3_file as_sqlite_sees_it;
    std::string* held;  // not written yet, and meant for `at`
    sqlite3_int64 at;
};

LogFile& log_of(sqlite3_file* file) { return *reinterpret_cast<LogFile*>(file); }
sqlite3_file* system_file(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(LogFile));
}
const sqlite3_io_methods& system_methods(sqlite3_file* file) {
    return *system_file(file)->pMethods;
}

// What cannot be written is given up: SQLite undoes the transaction it belonged to.
int write_held(sqlite3_file* file) {
    auto& log = log_of(file);
    if (log.held->empty()) return SQLITE_OK;
    const int code = system_methods(file).xWrite(
        system_file(file), log.held->data(), static_cast<int>(log.held->size()), log.at
    );
    log.held->clear();
    return code;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    auto& log = log_of(file);
    const auto size = static_cast<std::size_t>(count);
    const auto end = log.at + static_cast<sqlite3_int64>(log.held->size());
    if (at != end || log.held->size() + size > held_max) {
        if (const int code = write_held(file); code != SQLITE_OK) return code;
    }
    if (log.held->empty()) log.at = at;
    log.held->append(static_cast<const char*>(bytes), size);
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 at) {
    if (const int code = write_held(file); code != SQLITE_OK) return code;
    return system_methods(file).xRead(system_file(file), bytes, count, at);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (const int code = write_held(file); code != SQLITE_OK) return code;
    return system_methods(file).xTruncate(system_file(file), size);
}

int sync(sqlite3_file* file, int flags) {
    if (const int code = write_held(file); code != SQLITE_OK) return code;
    return system_methods(file).xSync(system_file(file), flags);
}

int size_of(sqlite3_file* file, sqlite3_int64* size) {
    if (const int code = write_held(file); code != SQLITE_OK) return code;
    return system_methods(file).xFileSize(system_file(file), size);
}

int close(sqlite3_file* file) {
    const int written = write_held(file);
    const int closed = system_methods(file).xClose(system_file(file));
    delete log_of(file).held;
    return written == SQLITE_OK ? closed : written;
}

int lock(sqlite3_file* file, int level) {
    return system_methods(file).xLock(system_file(file), level);
}
int unlock(sqlite3_file* file, int level) {
    return system_methods(file).xUnlock(system_file(file), level);
}
int is_reserved(sqlite3_file* file, int* reserved) {
    return system_methods(file).xCheckReservedLock(system_file(file), reserved);
}
int control(sqlite3_file* file, int operation, void* argument) {
    return system_methods(file).xFileControl(system_file(file), operation, argument);
}
int sector_size(sqlite3_file* file) { return system_methods(file).xSectorSize(system_file(file)); }
int characteristics(sqlite3_file* file) {
    return system_methods(file).xDeviceCharacteristics(system_file(file));
}

// Version 1: a log is never mapped and has no shared memory of its own.
const sqlite3_io_methods methods = {
    1,       close,       read,    write,       truncate,        sync,    size_of, lock,
    unlock,  is_reserved, control, sector_size, characteristics, nullptr, nullptr, nullptr,
    nullptr, nullptr,     nullptr,
};

sqlite3_vfs& system_vfs(sqlite3_vfs* vfs) { return *static_cast<sqlite3_vfs*>(vfs->pAppData); }

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* opened) {
    auto& system = system_vfs(vfs);
    if ((flags & SQLITE_OPEN_WAL) == 0) return system.xOpen(&system, name, file, flags, opened);
    auto& log = log_of(file);
    log.as_sqlite_sees_it.pMethods = nullptr;
    const int code = system.xOpen(&system, name, system_file(file), flags, opened);
    if (code != SQLITE_OK) return code;
    log.held = new (std::nothrow) std::string;
    if (log.held == nullptr) {
        system_methods(file).xClose(system_file(file));
        return SQLITE_NOMEM;
    }
    log.at = 0;
    log.as_sqlite_sees_it.pMethods = &methods;
    return SQLITE_OK;
}

// Everything but opening is the system's, which finds its own functions by its own pointer.
bool register_once() {
    static sqlite3_vfs joined = *sqlite3_vfs_find(nullptr);
    joined.pAppData = sqlite3_vfs_find(nullptr);
    joined.zName = vfs_name;
    joined.pNext = nullptr;
    joined.szOsFile += static_cast<int>(sizeof(LogFile));
    joined.xOpen = open;
    return sqlite3_vfs_register(&joined, 0) == SQLITE_OK;
}

}  // namespace

const char* joined_log_vfs() {
    static const bool registered = register_once();
    return registered ? vfs_name : nullptr;
}

}  // namespace storage
