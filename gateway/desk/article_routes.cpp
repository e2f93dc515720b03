#include "dialogs/text/clean.h"
#include "gateway/desk/article_json.h"
#include "gateway/desk/error_json.h"
#include "gateway/desk/parameters.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/teaching.h"
#include "gateway/desk/versions.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace gateway::desk {
namespace {

using http::Request;
using storage::ArticleVersion;
namespace versions = storage::article_versions;
using LibraryPtr = std::shared_ptr<const knowledge::Library>;

constexpr std::size_t note_max = 500;        // characters
constexpr std::size_t body_max = 96 * 1024;  // an article is 4 KB, and JSON may escape every letter

std::string today(Time now) { return knowledge::written(knowledge::Day(config::local_date(now))); }

std::string file_text(const std::filesystem::path& folder, const std::string& topic) {
    std::ifstream in(folder / (topic + ".yaml"), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

// What the next wording begins from: the one in force, or where none is, the latest.
std::string text_to_edit(
    const knowledge::Library& library,
    const std::filesystem::path& folder,
    const std::string& topic,
    const std::vector<ArticleVersion>& newest_first
) {
    const auto* article = library.find(topic);
    for (const auto& version : newest_first) {
        if (!article || version.version == article->version) return version.yaml;
    }
    return article ? file_text(folder, topic) : std::string();
}

// 422 with every error, as `yimen check` says it.
JobAnswer bad_article(const Error& error) {
    JobAnswer answer;
    answer.status = 422;
    answer.body = error_json("bad_article", "条目有错，没有保存", {{"errors", error.detail}});
    return answer;
}

Result<JobAnswer> told(
    Connection& connection,
    const std::string& topic,
    std::int64_t number,
    int status,
    const ApiTools& tools
) {
    auto version = versions::find(connection, topic, number);
    if (!version) return version.error();
    if (!*version) return Error{Fault::not_found, "no such version"};
    auto names = names_for(connection, tools);
    if (!names) return names.error();
    return JobAnswer{status, version_json(**version, *names), {}};
}

// What is wrong with a draft beside its text.
std::optional<JobAnswer> fault_of(const Drafted& drafted, Time now) {
    if (dialogs::text::code_points(drafted.note) > note_max)
        return refused(422, "too_long", "说明最多500个字");
    if (drafted.effective_on.empty()) return std::nullopt;
    if (!knowledge::day_of(drafted.effective_on))
        return refused(422, "bad_date", "日期要写成2026-12-01这样");
    if (drafted.effective_on < today(now)) return refused(422, "past_date", "不能从过去的日子起用");
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

Job draft(std::string topic, std::string if_match, Drafted drafted, const ApiTools& tools) {
    return for_teachers(
        [topic, if_match, drafted, &tools](
            Connection& connection, const Caller& caller, Time now
        ) -> Result<JobAnswer> {
            auto stale = stale_article(connection, topic, if_match, tools);
            if (!stale) return stale.error();
            if (*stale) return std::move(**stale);
            if (auto fault = fault_of(drafted, now)) return std::move(*fault);
            ArticleVersion version;
            version.topic = topic;
            version.yaml = drafted.yaml;
            version.effective_on = drafted.effective_on.empty() ? today(now) : drafted.effective_on;
            version.note = drafted.note;
            version.drafted_by = caller.clerk.id;
            version.drafted_at = now;
            auto number = versions::add_draft(connection, version);
            if (!number) return number.error();
            auto written = write_down(
                connection,
                caller,
                "article.draft",
                fmt::format("article:{}@{}", topic, *number),
                {},
                now
            );
            if (!written) return written.error();
            return told(connection, topic, *number, 201, tools);
        }
    );
}

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

Job decide(
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
            auto version = versions::find(connection, topic, number);
            if (!version) return version.error();
            if (!*version) return Error{Fault::not_found, "no such version"};
            if (auto why = hindrance(**version, caller, decision)) return std::move(*why);
            auto decided = decision;
            if (decision.state == "approved") {
                // Others may have been approved since it was drafted.
                auto article = check({topic, static_cast<int>(number), (*version)->yaml});
                if (!article) return bad_article(article.error());
                decided.effective_on = std::max((*version)->effective_on, today(now));
                if (auto why = too_early(*article, decided.effective_on)) return std::move(*why);
            }
            const auto begins =
                decided.effective_on.empty() ? (*version)->effective_on : decided.effective_on;
            decided.clerk = caller.clerk.id;
            decided.at = now;
            if (auto done = versions::decide(connection, topic, number, decided); !done)
                return done.error();
            auto written = write_down(
                connection,
                caller,
                "article." + decision.state,
                fmt::format("article:{}@{}", topic, number),
                begins,
                now
            );
            if (!written) return written.error();
            return told(connection, topic, number, 200, tools);
        }
    );
}

// A draft is looked at where nobody waits for the writer.
Job look_at(std::string topic, Drafted drafted, Editing::Check check) {
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

class Articles {
public:
    explicit Articles(const Exchange& exchange) : exchange_(exchange), tools_(exchange.tools()) {}

    boost::asio::awaitable<http::Reply> list(Request request) const;
    boost::asio::awaitable<http::Reply> show(Request request) const;
    boost::asio::awaitable<http::Reply> show_version(Request request) const;
    boost::asio::awaitable<http::Reply> preview(Request request) const;
    boost::asio::awaitable<http::Reply> add(Request request) const;
    boost::asio::awaitable<http::Reply> rule(Request request, std::string state) const;

private:
    const Exchange& exchange_;
    const ApiTools& tools_;
};

boost::asio::awaitable<http::Reply> Articles::list(Request request) const {
    Job job = for_teachers(
        [library = tools_.library(),
         &tools = tools_](Connection& connection, const Caller&, Time) -> Result<JobAnswer> {
            auto drafts = versions::drafts(connection);
            if (!drafts) return drafts.error();
            auto names = names_for(connection, tools);
            if (!names) return names.error();
            return JobAnswer{200, articles_json(*library, *drafts, *names), {}};
        }
    );
    return exchange_.read(std::move(request), std::move(job));
}

boost::asio::awaitable<http::Reply> Articles::show(Request request) const {
    const std::string topic(request.param("topic"));
    if (!is_topic(topic)) return answered(error_reply(404, "not_found", "没有找到"));
    Job job = for_teachers(
        [topic,
         library = tools_.library(),
         &tools = tools_](Connection& connection, const Caller&, Time) -> Result<JobAnswer> {
            auto all = versions::of_topic(connection, topic);
            if (!all) return all.error();
            if (all->empty() && !library->find(topic)) return Error{Fault::not_found, "no article"};
            auto names = names_for(connection, tools);
            if (!names) return names.error();
            const auto yaml = text_to_edit(*library, tools.editing.folder, topic, *all);
            JobAnswer answer;
            answer.version = article_version(*all);
            answer.body = article_json(*library, topic, yaml, *all, *answer.version, *names);
            return answer;
        }
    );
    return exchange_.read(std::move(request), std::move(job));
}

boost::asio::awaitable<http::Reply> Articles::show_version(Request request) const {
    const auto number = number_of(request.param("version"));
    if (!number) return answered(fault_reply(number.error()));
    Job job = for_teachers([topic = std::string(request.param("topic")),
                            number = *number,
                            &tools = tools_](Connection& connection, const Caller&, Time) {
        return told(connection, topic, number, 200, tools);
    });
    return exchange_.read(std::move(request), std::move(job));
}

boost::asio::awaitable<http::Reply> Articles::preview(Request request) const {
    const auto number = number_of(request.param("version"));
    if (!number) return answered(fault_reply(number.error()));
    Job job = for_teachers(
        [topic = std::string(request.param("topic")),
         number = *number,
         show = tools_.editing.preview(
         )](Connection& connection, const Caller&, Time) -> Result<JobAnswer> {
            auto version = versions::find(connection, topic, number);
            if (!version) return version.error();
            if (!*version) return Error{Fault::not_found, "no such version"};
            auto article = knowledge::parse_article((*version)->yaml, topic);
            if (!article) return bad_article(article.error());
            article->version = static_cast<int>(number);
            return JobAnswer{200, preview_json(show(*article)), {}};
        }
    );
    return exchange_.read(std::move(request), std::move(job));
}

boost::asio::awaitable<http::Reply> Articles::add(Request request) const {
    const std::string topic(request.param("topic"));
    if (!is_topic(topic)) co_return error_reply(422, "bad_topic", "编号要写成“meal.where”这样");
    auto drafted = read_draft(request.body);
    if (!drafted) co_return fault_reply(drafted.error());
    auto look = look_at(topic, *drafted, tools_.editing.check());
    auto looked_at = co_await exchange_.read(request, std::move(look));
    if (looked_at.status != 200) co_return looked_at;
    std::string if_match(request.header("If-Match"));
    auto job = draft(topic, std::move(if_match), std::move(*drafted), tools_);
    co_return co_await exchange_.write(std::move(request), std::move(job));
}

boost::asio::awaitable<http::Reply> Articles::rule(Request request, std::string state) const {
    const auto number = number_of(request.param("version"));
    if (!number) co_return fault_reply(number.error());
    auto note = read_text(request.body, "note");
    if (!note) co_return fault_reply(note.error());
    if (dialogs::text::code_points(*note) > note_max)
        co_return error_reply(422, "too_long", "说明最多500个字");
    versions::Decision decision;
    decision.state = std::move(state);
    decision.note = std::move(*note);
    const bool approves = decision.state == "approved";
    std::string topic(request.param("topic"));
    std::string if_match(request.header("If-Match"));
    auto check = tools_.editing.check();
    auto job = decide(topic, if_match, *number, std::move(decision), std::move(check), tools_);
    auto reply = co_await exchange_.write(std::move(request), std::move(job));
    // One that begins later comes into force on its day; reading once more than needed is harmless.
    if (reply.status == 200 && approves) tools_.editing.changed();
    co_return reply;
}

}  // namespace

void add_article_routes(http::Router& router, const Exchange& exchange) {
    const auto articles = std::make_shared<const Articles>(exchange);
    const auto get = [&](const char* path, auto handler) {
        router.add("GET", path, [articles, handler](Request request) {
            return ((*articles).*handler)(std::move(request));
        });
    };
    get("/api/v1/articles", &Articles::list);
    get("/api/v1/articles/{topic}", &Articles::show);
    get("/api/v1/articles/{topic}/versions/{version}", &Articles::show_version);
    get("/api/v1/articles/{topic}/versions/{version}/preview", &Articles::preview);
    http::RouteOptions long_body;
    long_body.body_max = body_max;
    router.add(
        "POST",
        "/api/v1/articles/{topic}/versions",
        [articles](Request request) { return articles->add(std::move(request)); },
        long_body
    );
    for (const std::string action : {"approve", "reject"}) {
        const std::string state = action == "approve" ? "approved" : "rejected";
        router.add(
            "POST",
            "/api/v1/articles/{topic}/versions/{version}/" + action,
            [articles, state](Request request) { return articles->rule(std::move(request), state); }
        );
    }
}

}  // namespace gateway::desk
