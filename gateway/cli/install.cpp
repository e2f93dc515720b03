#include "gateway/cli/install.h"

#include <fcntl.h>
#include <stdio.h>

#include <cerrno>
#include <cstring>

namespace gateway::cli {
namespace {

namespace fs = std::filesystem;
using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

Error failed(const fs::path& path, const std::string& why) {
    return Error{Fault::unavailable, path.string() + ": " + why};
}

fs::path beside(const fs::path& folder, const char* ending) {
    fs::path name = folder.filename();
    name += ending;
    return folder.parent_path() / name;
}

Result<void> touch(const fs::path& file) {
    std::error_code error;
    fs::last_write_time(file, fs::file_time_type::clock::now(), error);
    if (error) return failed(file, error.message());
    return {};
}

}  // namespace

Result<void> install(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (fs::equivalent(from, to, error)) return touch(to / "bot.yaml");
    const fs::path place = fs::weakly_canonical(to, error);  // a link stays, its folder changes
    const fs::path next = beside(place, ".next");
    const fs::path previous = beside(place, ".previous");
    fs::remove_all(next, error);
    fs::copy(from, next, fs::copy_options::recursive, error);
    if (error) return failed(next, error.message());
    const bool exists = fs::exists(place, error);
    const unsigned flags = exists ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (renameat2(AT_FDCWD, next.c_str(), AT_FDCWD, place.c_str(), flags) != 0)
        return failed(place, std::strerror(errno));
    if (!exists) return {};
    fs::remove_all(previous, error);
    fs::rename(next, previous, error);
    if (error) return failed(previous, error.message());
    return {};
}

}  // namespace gateway::cli
