#pragma once
#include "gateway/desk/desk_json.h"
#include "gateway/desk/editing.h"
#include "knowledge/library.h"
#include "storage/article_versions.h"

#include <string>
#include <string_view>
#include <vector>

// The JSON of articles and their versions; README.md has its shapes.

namespace gateway::desk {

// Articles in force, and the drafts somebody has to decide on.
std::string articles_json(
    const knowledge::Library& library,
    const std::vector<storage::ArticleVersion>& drafts,
    const Names& names
);
// `yaml` is the text in force, to begin from; where none is, the latest draft's.
std::string article_json(
    const knowledge::Library& library,
    const std::string& topic,
    const std::string& yaml,
    const std::vector<storage::ArticleVersion>& versions,
    std::int64_t version,  // of the article as a whole
    const Names& names
);
std::string version_json(const storage::ArticleVersion& version, const Names& names);
std::string preview_json(const std::vector<Shown>& shown);

struct Drafted {
    std::string yaml;
    std::string effective_on;  // empty: today
    std::string note;
};
// malformed: no JSON object of that shape.
dialogs::Result<Drafted> read_draft(std::string_view body);

}  // namespace gateway::desk
