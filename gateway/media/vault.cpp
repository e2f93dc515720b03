#include "gateway/media/vault.h"

#include "gateway/channels/codec/digest.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

namespace gateway::media {
namespace {

namespace fs = std::filesystem;
using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

constexpr std::size_t digest_letters = 64;
constexpr mode_t for_us_alone = 0600;

Error cannot(const std::string& what) {
    return {Fault::unavailable, "cannot " + what + ": " + std::generic_category().message(errno)};
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }

private:
    int number_;
};

Result<void> make_folder(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (!failed) fs::permissions(folder, fs::perms::owner_all, failed);
    if (failed) return Error{Fault::unavailable, folder.string() + ": " + failed.message()};
    return {};
}

Result<void> write_synced(const fs::path& file, std::string_view bytes) {
    const Descriptor out(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, for_us_alone)
    );
    if (out.number() < 0) return cannot("make " + file.string());
    while (!bytes.empty()) {
        const auto written = ::write(out.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return cannot("write " + file.string());
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(out.number()) != 0) return cannot("sync " + file.string());
    return {};
}

Result<void> sync_folder(const fs::path& folder) {
    const Descriptor at(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (at.number() < 0 || ::fsync(at.number()) != 0) return cannot("sync " + folder.string());
    return {};
}

fs::path folder_of(const fs::path& folder, std::string_view digest) {
    return folder / digest.substr(0, 2);
}

}  // namespace

Result<Vault> Vault::open(fs::path folder, std::uintmax_t disk_max) {
    if (auto made = make_folder(folder); !made) return made.error();
    Vault vault(std::move(folder), disk_max);
    std::error_code failed;
    fs::recursive_directory_iterator at(vault.folder_, failed);
    for (; !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
        if (!at->is_regular_file(failed)) continue;
        // What a crash left half written.
        if (at->path().extension() == ".part")
            fs::remove(at->path(), failed);
        else
            vault.used_ += at->file_size(failed);
    }
    if (failed) return Error{Fault::unavailable, vault.folder_.string() + ": " + failed.message()};
    return vault;
}

Result<std::string> Vault::keep(std::string_view bytes) {
    auto digest = channels::codec::hex(channels::codec::sha256(bytes));
    const auto folder = folder_of(folder_, digest);
    const auto file = folder / digest;
    std::error_code failed;
    if (fs::exists(file, failed)) {
        fs::last_write_time(file, fs::file_time_type::clock::now(), failed);
        if (!failed) return digest;
    }
    if (used_ + bytes.size() > disk_max_)
        return Error{Fault::too_large, "the files' share of the disk is used up"};
    if (auto made = make_folder(folder); !made) return made.error();
    const auto part = fs::path(file.string() + ".part");
    if (auto written = write_synced(part, bytes); !written) {
        fs::remove(part, failed);
        return written.error();
    }
    fs::rename(part, file, failed);
    if (failed) return Error{Fault::unavailable, file.string() + ": " + failed.message()};
    for (const auto& changed : {folder, folder_})
        if (auto synced = sync_folder(changed); !synced) return synced.error();
    used_ += bytes.size();
    return digest;
}

Result<std::size_t> Vault::sweep(
    const std::set<std::string, std::less<>>& kept, fs::file_time_type before
) {
    std::error_code failed;
    std::size_t removed = 0;
    fs::recursive_directory_iterator at(folder_, failed);
    for (; !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
        std::error_code gone;
        if (!at->is_regular_file(gone) || gone) continue;
        if (kept.contains(at->path().filename().string())) continue;
        const auto written = at->last_write_time(gone);
        if (gone || written >= before) continue;
        const auto bytes = at->file_size(gone);
        if (gone || !fs::remove(at->path(), gone)) continue;
        used_ -= std::min(used_, bytes);
        ++removed;
    }
    if (failed) return Error{Fault::unavailable, folder_.string() + ": " + failed.message()};
    return removed;
}

fs::path file_of(const fs::path& folder, std::string_view digest) {
    return folder_of(folder, digest) / digest;
}

Result<std::string> read_file(const fs::path& folder, std::string_view digest) {
    const bool is_digest = digest.size() == digest_letters &&
                           digest.find_first_not_of("0123456789abcdef") == digest.npos;
    if (!is_digest) return Error{Fault::not_found, "no digest"};
    std::ifstream in(file_of(folder, digest), std::ios::binary);
    if (!in) return Error{Fault::not_found, "no such file"};
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (in.bad()) return Error{Fault::unavailable, "the file cannot be read"};
    return bytes;
}

}  // namespace gateway::media
