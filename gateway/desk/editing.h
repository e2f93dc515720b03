#pragma once
#include "knowledge/article.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

// What the desk needs to let the county word its articles.

namespace gateway::desk {

// An article on one channel.
struct Shown {
    std::string channel;  // "sms", "wechat", "web"
    std::string text;
    int segments = 0;  // billed, with the signature; 0 where none are counted
};

struct Editing {
    using Check =
        std::function<dialogs::Result<knowledge::Article>(const knowledge::Replacement& version)>;
    using Preview = std::function<std::vector<Shown>(const knowledge::Article& article)>;

    // By what is in force now; call on the loop, use on any thread. A check's fault holds every
    // error, a line each.
    std::function<Check()> check;
    std::function<Preview()> preview;
    std::filesystem::path folder;  // the articles as they came, to begin from
    // A version was approved that is in force today, or a phrasing settled; loop thread.
    std::function<void()> changed;
};

}  // namespace gateway::desk
