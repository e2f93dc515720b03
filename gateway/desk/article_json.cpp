#include "gateway/desk/article_json.h"

#include "gateway/desk/common_json.h"
#include "gateway/desk/words.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

namespace gateway::desk {
namespace {

using nlohmann::json;
using ops::write_json;
using storage::ArticleVersion;

json to_json(const ArticleVersion& version, const Names& names) {
    json decided_at = nullptr;
    if (version.decided_at) decided_at = shown_time(*version.decided_at);
    return {
        {"topic", version.topic},
        {"version", version.version},
        {"effective_on", version.effective_on},
        {"state", version.state},
        {"note", version.note},
        {"drafted_by", clerk_json(version.drafted_by, names)},
        {"drafted_at", shown_time(version.drafted_at)},
        {"decided_by", clerk_json(version.decided_by, names)},
        {"decided_at", std::move(decided_at)},
    };
}

json to_json(const std::vector<ArticleVersion>& versions, const Names& names) {
    json all = json::array();
    for (const auto& version : versions)
        all.push_back(to_json(version, names));
    return all;
}

json in_force(const knowledge::Article& article) {
    int open_values = 0;
    for (const auto& value : article.local_values)
        open_values += value.value.empty();
    return {
        {"topic", article.id},
        {"title", article.title},
        {"service", article.service},
        {"version", article.version},
        {"effective_from", knowledge::written(article.effective_from)},
        {"review_by", knowledge::written(article.review_by)},
        {"open_values", open_values},
    };
}

}  // namespace

std::string articles_json(
    const knowledge::Library& library, const std::vector<ArticleVersion>& drafts, const Names& names
) {
    json items = json::array();
    for (const auto& article : library.articles())
        items.push_back(in_force(article));
    return write_json({{"items", std::move(items)}, {"drafts", to_json(drafts, names)}});
}

std::string article_json(
    const knowledge::Library& library,
    const std::string& topic,
    const std::string& yaml,
    const std::vector<ArticleVersion>& versions,
    std::int64_t version,
    const Names& names
) {
    const auto* article = library.find(topic);
    json now = nullptr;
    if (article) now = in_force(*article);
    return write_json(
        {{"topic", topic},
         {"version", version},
         {"in_force", std::move(now)},
         {"yaml", yaml},
         {"versions", to_json(versions, names)}}
    );
}

std::string version_json(const ArticleVersion& version, const Names& names) {
    auto whole = to_json(version, names);
    whole["yaml"] = version.yaml;
    return write_json(whole);
}

std::string preview_json(const std::vector<Shown>& shown) {
    json all = json::object();
    for (const auto& [channel, text, segments] : shown) {
        all[channel] = {{"text", text}};
        if (segments > 0) all[channel]["segments"] = segments;
    }
    return write_json(all);
}

dialogs::Result<Drafted> read_draft(std::string_view body) {
    Drafted drafted;
    const std::pair<std::string_view, std::string*> fields[] = {
        {"yaml", &drafted.yaml}, {"effective_on", &drafted.effective_on}, {"note", &drafted.note}};
    for (const auto& [name, field] : fields) {
        auto text = read_text(body, name);
        if (!text) return text.error();
        *field = std::move(*text);
    }
    return drafted;
}

}  // namespace gateway::desk
