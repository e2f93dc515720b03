#include "gateway/register/keys.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <vector>

namespace gateway::registers {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;
using Master = std::array<std::uint8_t, 32>;

static_assert(crypto_kdf_KEYBYTES == 32 && crypto_secretbox_KEYBYTES == 32);

// Eight bytes that set these keys apart from any other made from the same master.
constexpr const char* kdf_context = "register";

class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    int get() const { return descriptor_; }
    explicit operator bool() const { return descriptor_ >= 0; }

private:
    int descriptor_;
};

Result<Master> read_master(const File& file) {
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return Error{Fault::unavailable, "register.key"};
    if ((status.st_mode & 077) != 0) {
        return Error{Fault::malformed, "register.key may be read by others: chmod 600 it"};
    }
    Master master{};
    const auto got = ::read(file.get(), master.data(), master.size());
    if (got != static_cast<ssize_t>(master.size()) || status.st_size != got) {
        return Error{Fault::malformed, "register.key is not 32 bytes long"};
    }
    return master;
}

// A half-written key would lock everything sealed before, so the file appears whole or not at all:
// written beside its place, flushed, then linked, which fails when another process was first.
Result<void> make_master(const std::filesystem::path& folder, const std::filesystem::path& path) {
    Master master{};
    randombytes_buf(master.data(), master.size());
    std::string beside = (folder / "register.key.XXXXXX").string();
    const File file(::mkstemp(beside.data()));  // mode 0600
    if (!file) return Error{Fault::unavailable, "register.key cannot be written"};
    const bool written =
        ::write(file.get(), master.data(), master.size()) == static_cast<ssize_t>(master.size()) &&
        ::fsync(file.get()) == 0;
    sodium_memzero(master.data(), master.size());
    const bool linked = written && (::link(beside.c_str(), path.c_str()) == 0 || errno == EEXIST);
    ::unlink(beside.c_str());
    if (!linked) return Error{Fault::unavailable, "register.key cannot be written"};
    const File directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory || ::fsync(directory.get()) != 0) {
        return Error{Fault::unavailable, "the key's folder cannot be flushed"};
    }
    return {};
}

std::string base64(const std::vector<unsigned char>& bytes) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back();  // the terminating zero
    return text;
}

}  // namespace

Result<Keys> Keys::open(const std::filesystem::path& folder) {
    if (sodium_init() < 0) return Error{Fault::unavailable, "libsodium does not start"};
    std::error_code error;
    if (std::filesystem::create_directories(folder, error)) {
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    }
    const auto path = folder / "register.key";
    if (!std::filesystem::exists(path, error)) {
        if (auto made = make_master(folder, path); !made) return made.error();
    }
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) return Error{Fault::unavailable, "register.key cannot be read"};
    auto master = read_master(file);
    if (!master) return master.error();
    Keys keys = from_master(*master);
    sodium_memzero(master->data(), master->size());
    return keys;
}

Keys Keys::from_master(const Master& master) {
    Keys keys;
    crypto_kdf_derive_from_key(
        keys.seal_key_.data(), keys.seal_key_.size(), 1, kdf_context, master.data()
    );
    crypto_kdf_derive_from_key(
        keys.hash_key_.data(), keys.hash_key_.size(), 2, kdf_context, master.data()
    );
    return keys;
}

// base64( nonce[24] ++ tag[16] ++ ciphertext )
std::string Keys::seal(std::string_view plain) const {
    if (plain.empty()) return {};
    std::vector<unsigned char> box(
        crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size()
    );
    randombytes_buf(box.data(), crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(
        box.data() + crypto_secretbox_NONCEBYTES,
        reinterpret_cast<const unsigned char*>(plain.data()),
        plain.size(),
        box.data(),
        seal_key_.data()
    );
    return base64(box);
}

Result<std::string> Keys::unseal(std::string_view sealed) const {
    if (sealed.empty()) return std::string();
    const Error broken{Fault::malformed, "a sealed column does not open with this key"};
    std::vector<unsigned char> box(sealed.size());
    std::size_t size = 0;
    const int decoded = sodium_base642bin(
        box.data(),
        box.size(),
        sealed.data(),
        sealed.size(),
        nullptr,
        &size,
        nullptr,
        sodium_base64_VARIANT_ORIGINAL
    );
    constexpr std::size_t head = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (decoded != 0 || size < head) return broken;
    std::string plain(size - head, '\0');
    const int opened = crypto_secretbox_open_easy(
        reinterpret_cast<unsigned char*>(plain.data()),
        box.data() + crypto_secretbox_NONCEBYTES,
        size - crypto_secretbox_NONCEBYTES,
        box.data(),
        seal_key_.data()
    );
    if (opened != 0) return broken;
    return plain;
}

std::string Keys::hash(std::string_view purpose, std::string_view text) const {
    crypto_generichash_state state;
    crypto_generichash_init(&state, hash_key_.data(), hash_key_.size(), 32);
    const std::string framed = std::to_string(purpose.size()) + ":" + std::string(purpose);
    crypto_generichash_update(
        &state, reinterpret_cast<const unsigned char*>(framed.data()), framed.size()
    );
    crypto_generichash_update(
        &state, reinterpret_cast<const unsigned char*>(text.data()), text.size()
    );
    std::array<unsigned char, 32> digest{};
    crypto_generichash_final(&state, digest.data(), digest.size());
    std::array<char, 65> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

}  // namespace gateway::registers
