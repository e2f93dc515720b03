#include "gateway/desk/article_draft.h"

#include "dialogs/text/clean.h"
#include "gateway/desk/error_json.h"
#include "gateway/desk/versions.h"

#include <fmt/format.h>

namespace gateway::desk {
namespace {

using storage::ArticleVersion;
namespace versions = storage::article_versions;

// What is wrong with a draft beside its text.
std::optional<JobAnswer> fault_of(const Drafted& drafted, Time now) {
    if (dialogs::text::code_points(drafted.note) > article_note_max)
        return refused(422, "too_long", "说明最多500个字");
    if (drafted.effective_on.empty()) return std::nullopt;
    if (!knowledge::day_of(drafted.effective_on))
        return refused(422, "bad_date", "日期要写成2026-12-01这样");
    if (drafted.effective_on < today(now)) return refused(422, "past_date", "不能从过去的日子起用");
    return std::nullopt;
}

}  // namespace

std::string today(Time now) { return knowledge::written(knowledge::Day(config::local_date(now))); }

Job keep_draft(std::string topic, std::string if_match, Drafted drafted, const ApiTools& tools) {
    return for_teachers(
        [topic, if_match, drafted, &tools](
            Connection& connection, const Caller& caller, Time now
        ) -> Result<JobAnswer> {
            auto stale = stale_article(connection, topic, if_match, tools);
            if (!stale) return stale.error();
            if (*stale) return std::move(**stale);
            if (auto fault = fault_of(drafted, now)) return std::move(*fault);
            auto number = add_draft(connection, caller, topic, drafted, now);
            if (!number) return number.error();
            return version_answer(connection, topic, *number, 201, tools);
        }
    );
}

Job check_draft(std::string topic, Drafted drafted, Editing::Check check) {
    return for_teachers(
        [topic, drafted, check](Connection& connection, const Caller&, Time) -> Result<JobAnswer> {
            auto known = versions::of_topic(connection, topic);
            if (!known) return known.error();
            const auto next = known->empty() ? 1 : known->front().version + 1;
            auto article = check({topic, static_cast<int>(next), drafted.yaml});
            if (!article) return bad_article(article.error());
            return JobAnswer{};
        }
    );
}

Result<std::int64_t> add_draft(
    Connection& connection,
    const Caller& caller,
    const std::string& topic,
    const Drafted& drafted,
    Time now
) {
    ArticleVersion version;
    version.topic = topic;
    version.yaml = drafted.yaml;
    version.effective_on = drafted.effective_on.empty() ? today(now) : drafted.effective_on;
    version.note = drafted.note;
    version.drafted_by = caller.clerk.id;
    version.drafted_at = now;
    auto number = versions::add_draft(connection, version);
    if (!number) return number.error();
    auto object = fmt::format("article:{}@{}", topic, *number);
    auto written = write_down(connection, caller, "article.draft", std::move(object), {}, now);
    if (!written) return written.error();
    return number;
}

JobAnswer bad_article(const Error& error) {
    JobAnswer answer;
    answer.status = 422;
    answer.body = error_json("bad_article", "条目有错，没有保存", {{"errors", error.detail}});
    return answer;
}

Result<ArticleVersion> find_version(
    Connection& connection, const std::string& topic, std::int64_t number
) {
    auto version = versions::find(connection, topic, number);
    if (!version) return version.error();
    if (!*version) return Error{Fault::not_found, "no such version"};
    return std::move(**version);
}

Result<JobAnswer> version_answer(
    Connection& connection,
    const std::string& topic,
    std::int64_t number,
    int status,
    const ApiTools& tools
) {
    auto version = find_version(connection, topic, number);
    if (!version) return version.error();
    auto names = names_for(connection, tools);
    if (!names) return names.error();
    return JobAnswer{status, version_json(*version, *names), {}};
}

}  // namespace gateway::desk
