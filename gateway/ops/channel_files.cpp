#include "gateway/ops/channel_files.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <system_error>

namespace gateway::ops {
namespace {

namespace fs = std::filesystem;
using dialogs::Error;
using dialogs::Fault;

// 0 is the one that is written to.
fs::path file_of(const fs::path& folder, const std::string& channel, int age) {
    return folder / (age == 0 ? channel + ".log" : fmt::format("{}.{}.log", channel, age));
}

// The oldest is overwritten.
std::error_code make_room(const fs::path& folder, const std::string& channel) {
    std::error_code failed;
    for (int age = channel_files_older; age > 0 && !failed; --age) {
        const auto younger = file_of(folder, channel, age - 1);
        if (!fs::exists(younger, failed)) continue;
        fs::rename(younger, file_of(folder, channel, age), failed);
    }
    return failed;
}

Error cannot(const fs::path& file, const std::error_code& failed) {
    return {Fault::unavailable, file.string() + ": " + failed.message()};
}

}  // namespace

dialogs::Result<void> append_lines(
    const fs::path& folder, const std::string& channel, std::string_view lines
) {
    std::error_code failed;
    if (fs::create_directories(folder, failed))
        fs::permissions(folder, fs::perms::owner_all, failed);
    if (failed) return cannot(folder, failed);
    const auto file = file_of(folder, channel, 0);
    const auto size = fs::exists(file, failed) ? fs::file_size(file, failed) : 0;
    if (!failed && size > 0 && size + lines.size() > channel_file_max)
        failed = make_room(folder, channel);
    if (failed) return cannot(file, failed);
    std::ofstream out(file, std::ios::app | std::ios::binary);
    out << lines << std::flush;
    if (!out) return Error{Fault::unavailable, file.string() + ": cannot be written"};
    return {};
}

std::string kept_lines(const fs::path& folder, const std::string& channel) {
    std::string all;
    for (int age = channel_files_older; age >= 0; --age) {
        std::ifstream in(file_of(folder, channel, age), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
}

}  // namespace gateway::ops
