#include "gateway/http/files.h"

#include "gateway/http/etag.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

namespace gateway::http {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

constexpr std::size_t folder_max = 64 << 20;  // bytes; the desk's pages are about two million
constexpr std::size_t hash_length = 8;        // of the characters Vite puts into a name

struct File {
    std::string type;
    std::string body;
    std::string packed;  // gzip; empty when there is no such file
    std::string etag;
    bool immutable = false;
};

using Folder = std::map<std::string, File, std::less<>>;

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> types = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".mp3", "audio/mpeg"},
    {".pdf", "application/pdf"},
}};

std::string type_of(const std::filesystem::path& path) {
    const std::string extension = path.extension().string();
    for (const auto& [known, type] : types) {
        if (extension == known) return std::string(type);
    }
    return "application/octet-stream";
}

// assets/app-3f9a2b1c.js: what it holds never changes under that name.
bool is_hashed(const std::filesystem::path& path) {
    const std::string stem = path.stem().string();
    return path.parent_path().filename() == "assets" && stem.size() > hash_length &&
           stem[stem.size() - hash_length - 1] == '-';
}

Result<std::string> read(const std::filesystem::path& path, std::size_t& room) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(path, missing);
    if (!missing && size > room) return Error{Fault::too_large, "more than 64 MB of files"};
    std::string bytes(missing ? 0 : size, '\0');
    std::ifstream in(path, std::ios::binary);
    if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        return Error{Fault::unavailable, "cannot read " + path.string()};
    room -= bytes.size();
    return bytes;
}

Result<Folder> load(const std::filesystem::path& root) {
    std::error_code error;
    std::filesystem::recursive_directory_iterator entries(root, error);
    if (error) return Error{Fault::not_found, "no folder " + root.string()};
    Folder folder;
    std::size_t room = folder_max;
    for (const auto& entry : entries) {
        if (!entry.is_regular_file() || entry.is_symlink()) continue;
        auto body = read(entry.path(), room);
        if (!body) return body.error();
        const auto relative = entry.path().lexically_relative(root);
        if (relative.extension() == ".gz") {
            folder[relative.parent_path() / relative.stem()].packed = std::move(*body);
            continue;
        }
        File& file = folder[relative.generic_string()];
        file.type = type_of(relative);
        file.etag = etag_of(*body);
        file.body = std::move(*body);
        file.immutable = is_hashed(relative);
    }
    std::erase_if(folder, [](const auto& entry) {
        return entry.second.etag.empty();
    });  // only packed
    return folder;
}

// Serves one loaded folder.
class Pages {
public:
    Pages(Folder folder, FilesOptions options)
        : folder_(std::move(folder)), options_(std::move(options)) {
        if (options_.content_security_policy.empty()) {
            options_.content_security_policy = default_content_security_policy;
        }
    }

    Reply answer(const Request& request) const {
        const auto found = find(request.param("path"));
        if (found == folder_.end()) return plain(404);
        const File& file = found->second;
        Reply reply;
        reply.type = file.type;
        reply.headers = security_headers();
        reply.headers.front().second = options_.content_security_policy;
        reply.headers.emplace_back(
            "Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"
        );
        reply.headers.emplace_back("ETag", file.etag);
        if (!file.packed.empty()) reply.headers.emplace_back("Vary", "Accept-Encoding");
        if (is_known(request, file.etag)) {
            reply.status = 304;
            return reply;
        }
        const bool packed =
            !file.packed.empty() &&
            request.header("Accept-Encoding").find("gzip") != std::string_view::npos;
        if (packed) reply.headers.emplace_back("Content-Encoding", "gzip");
        reply.body = packed ? file.packed : file.body;
        return reply;
    }

private:
    Folder::const_iterator find(std::string_view path) const {
        const std::string inside(
            path.empty() || path.back() == '/' ? std::string(path) + "index.html" : path
        );
        const auto found = folder_.find(inside);
        const bool is_page = path.substr(path.rfind('/') + 1).find('.') == std::string_view::npos;
        if (found == folder_.end() && options_.single_page && is_page)
            return folder_.find("index.html");
        return found;
    }

    Folder folder_;
    FilesOptions options_;
};

}  // namespace

const char* const default_content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' "
    "data:; "
    "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors "
    "'none'; "
    "require-trusted-types-for 'script'";

Fields security_headers() {
    return {
        {"Content-Security-Policy", default_content_security_policy},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
    };
}

Result<void> serve_files(
    Router& router,
    const std::string& prefix,
    const std::filesystem::path& folder,
    FilesOptions options
) {
    auto loaded = load(folder);
    if (!loaded) return loaded.error();
    const auto pages = std::make_shared<const Pages>(std::move(*loaded), std::move(options));
    router.add("GET", prefix + "{path*}", immediate([pages](const Request& request) {
                   return pages->answer(request);
               }));
    if (prefix == "/") return {};
    router.add("GET", prefix.substr(0, prefix.size() - 1), immediate([prefix](const Request&) {
                   Reply reply = plain(308);
                   reply.headers.emplace_back("Location", prefix);
                   return reply;
               }));
    return {};
}

}  // namespace gateway::http
