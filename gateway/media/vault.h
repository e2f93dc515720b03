#pragma once
#include "dialogs/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>

// Residents' files below data_dir/media, named by the SHA-256 of their bytes: the same picture sent
// twice is there once. Nobody but the gateway's own user may read them.
//
//   media/3f/3f9a…                 0600, in folders of 0700

namespace gateway::media {

// One for a folder; any one thread at a time.
class Vault {
public:
    // Makes the folder, and counts what lies in it. Faults: unavailable.
    static dialogs::Result<Vault> open(std::filesystem::path folder, std::uintmax_t disk_max);

    // On disk when it gives the digest. Faults: too_large (all files together would take more than
    // their share of the disk), unavailable.
    dialogs::Result<std::string> keep(std::string_view bytes);

    // Removes every file that is not among `kept` and was not written, or wished for again, after
    // `before`: until then its row may be on its way. Gives how many. Faults: unavailable.
    dialogs::Result<std::size_t> sweep(
        const std::set<std::string, std::less<>>& kept, std::filesystem::file_time_type before
    );

    const std::filesystem::path& folder() const { return folder_; }
    std::uintmax_t used() const { return used_; }

private:
    Vault(std::filesystem::path folder, std::uintmax_t disk_max)
        : folder_(std::move(folder)), disk_max_(disk_max) {}

    std::filesystem::path folder_;
    std::uintmax_t disk_max_;
    std::uintmax_t used_ = 0;
};

// Where the bytes of this digest lie, if they do.
std::filesystem::path file_of(const std::filesystem::path& folder, std::string_view digest);

// Faults: not_found, also for what is no digest; unavailable. Any thread.
dialogs::Result<std::string> read_file(
    const std::filesystem::path& folder, std::string_view digest
);

}  // namespace gateway::media
