#include "gateway/desk/versions.h"

#include "gateway/desk/error_json.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/scope.h"
#include "gateway/http/etag.h"

#include <algorithm>

namespace gateway::desk {
namespace {

using storage::ArticleVersion;

// Who drafted or decided last.
std::optional<std::int64_t> last_editor(const std::vector<ArticleVersion>& versions) {
    std::optional<std::int64_t> editor;
    Time last{};
    for (const auto& version : versions) {
        const bool is_decided = version.decided_at && version.decided_by;
        const auto at = is_decided ? *version.decided_at : version.drafted_at;
        if (editor && at <= last) continue;
        last = at;
        editor = is_decided ? *version.decided_by : version.drafted_by;
    }
    return editor;
}

}  // namespace

std::optional<JobAnswer> stale(
    std::string_view if_match, std::int64_t version, const std::string& owner
) {
    if (if_match.empty() || http::is_listed(if_match, version_tag(version))) return std::nullopt;
    std::map<std::string, std::string> details{{"version", std::to_string(version)}};
    if (!owner.empty()) details["owner"] = owner;
    const auto who = owner.empty() ? std::string() : "（" + owner + "）";
    JobAnswer answer;
    answer.status = 412;
    answer.body =
        error_json("version_conflict", "别人刚改过" + who + "，请看过最新情况再操作", details);
    return answer;
}

Result<std::optional<JobAnswer>> stale_conversation(
    Connection& connection,
    const storage::Clerk& clerk,
    std::int64_t conversation,
    std::string_view if_match
) {
    if (if_match.empty()) return std::optional<JobAnswer>();
    auto item = find_visible(connection, clerk, conversation);
    if (!item) return item.error();
    return stale(if_match, item->conversation.epoch, item->owner_name);
}

std::int64_t article_version(const std::vector<ArticleVersion>& versions) {
    const auto is_decided = [](const ArticleVersion& version) { return version.state != "draft"; };
    return std::ssize(versions) + std::ranges::count_if(versions, is_decided);
}

Result<std::optional<JobAnswer>> stale_article(
    Connection& connection, std::string_view topic, std::string_view if_match, const ApiTools& tools
) {
    if (if_match.empty()) return std::optional<JobAnswer>();
    auto all = storage::article_versions::of_topic(connection, topic);
    if (!all) return all.error();
    auto names = names_for(connection, tools);
    if (!names) return names.error();
    std::string owner;
    if (const auto editor = last_editor(*all)) owner = names->clerks[*editor];
    return stale(if_match, article_version(*all), owner);
}

}  // namespace gateway::desk
