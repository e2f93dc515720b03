#include "gateway/desk/article_review.h"

#include "gateway/desk/article_draft.h"
#include "gateway/desk/versions.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::desk {
namespace {

using storage::ArticleVersion;
namespace versions = storage::article_versions;

// Whether the version may be decided on by this clerk; the answer that says why not.
std::optional<JobAnswer> hindrance(
    const ArticleVersion& version, const Caller& caller, const versions::Decision& decision
) {
    if (version.state != "draft") return refused(409, "already_decided", "这一版已经审过了");
    const bool own = version.drafted_by == caller.clerk.id;
    if (decision.state == "approved" && own)
        return refused(403, "own_draft", "自己起草的不能自己审，请换一个人审");
    return std::nullopt;
}

// A version begins no sooner than it is approved: what was answered until then stays so. What its
// article says is in force from a later day does not answer before it.
std::optional<JobAnswer> too_early(const knowledge::Article& article, const std::string& begins) {
    const auto from = knowledge::written(article.effective_from);
    if (from <= begins) return std::nullopt;
    return refused(
        422,
        "not_yet_effective",
        fmt::format("条目写的是{}起施行，不能从{}起用；请改起用日期或条目", from, begins)
    );
}

// Why it cannot be approved to begin on that day. Others may have been approved since it was
// drafted, so it is checked once more.
std::optional<JobAnswer> unfit(
    const ArticleVersion& version, const std::string& begins, const Editing::Check& check
) {
    auto article = check({version.topic, static_cast<int>(version.version), version.yaml});
    if (!article) return bad_article(article.error());
    return too_early(*article, begins);
}

Result<void> settle(
    Connection& connection,
    const Caller& caller,
    const ArticleVersion& version,
    const versions::Decision& decision
) {
    auto done = versions::decide(connection, version.topic, version.version, decision);
    if (!done) return done;
    return write_down(
        connection,
        caller,
        "article." + decision.state,
        fmt::format("article:{}@{}", version.topic, version.version),
        decision.effective_on.empty() ? version.effective_on : decision.effective_on,
        decision.at
    );
}

}  // namespace

Job decide_on_draft(
    std::string topic,
    std::string if_match,
    std::int64_t number,
    versions::Decision decision,
    Editing::Check check,
    const ApiTools& tools
) {
    return for_teachers(
        [topic, if_match, number, decision, check, &tools](
            Connection& connection, const Caller& caller, Time now
        ) -> Result<JobAnswer> {
            auto stale = stale_article(connection, topic, if_match, tools);
            if (!stale) return stale.error();
            if (*stale) return std::move(**stale);
            auto version = find_version(connection, topic, number);
            if (!version) return version.error();
            if (auto why = hindrance(*version, caller, decision)) return std::move(*why);
            auto decided = decision;
            decided.clerk = caller.clerk.id;
            decided.at = now;
            if (decided.state == "approved") {
                decided.effective_on = std::max(version->effective_on, today(now));
                if (auto why = unfit(*version, decided.effective_on, check)) return std::move(*why);
            }
            auto settled = settle(connection, caller, *version, decided);
            if (!settled) return settled.error();
            return version_answer(connection, topic, number, 200, tools);
        }
    );
}

}  // namespace gateway::desk
