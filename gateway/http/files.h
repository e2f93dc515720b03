#pragma once
#include "dialogs/result.h"
#include "gateway/http/router.h"

#include <filesystem>
#include <string>

// Static pages. A folder is read into memory once, so nothing outside it can be reached and no disk
// is waited for.

namespace gateway::http {

struct FilesOptions {
    bool single_page = false;  // unknown paths without a dot get index.html (the page's own router)
    std::string content_security_policy;  // empty: the default below
};

// Scripts, styles and pictures from here only; no frames, no inline code.
extern const char* const default_content_security_policy;

// nosniff, no-referrer, the policy: for pages. Replies about people add Cache-Control: no-store.
Fields security_headers();

// Serves `folder` under `prefix` ("/desk/"): "/desk/" is index.html, "/desk" redirects there. Files
// named by their hash (app-3f9a2b1c.js) are cached for ever, others are asked for again by ETag; a
// file.gz beside a file is sent to who accepts it. not_found when there is no such folder,
// too_large beyond 64 MB.
dialogs::Result<void> serve_files(
    Router& router,
    const std::string& prefix,
    const std::filesystem::path& folder,
    FilesOptions options = {}
);

}  // namespace gateway::http
