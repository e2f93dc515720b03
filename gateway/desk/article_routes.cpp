#include "dialogs/text/clean.h"
#include "gateway/desk/article_draft.h"
#include "gateway/desk/article_json.h"
#include "gateway/desk/article_review.h"
#include "gateway/desk/parameters.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/teaching.h"
#include "gateway/desk/versions.h"

#include <fstream>
#include <iterator>

namespace gateway::desk {
namespace {

using http::Request;
using storage::ArticleVersion;
namespace versions = storage::article_versions;

constexpr std::size_t body_max = 96 * 1024;  // an article is 4 KB, and JSON may escape every letter

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
        return version_answer(connection, topic, number, 200, tools);
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
            auto version = find_version(connection, topic, number);
            if (!version) return version.error();
            auto article = knowledge::parse_article(version->yaml, topic);
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
    // Checked where nobody waits for the writer.
    auto check = check_draft(topic, *drafted, tools_.editing.check());
    auto checked = co_await exchange_.read(request, std::move(check));
    if (checked.status != 200) co_return checked;
    std::string if_match(request.header("If-Match"));
    auto job = keep_draft(topic, std::move(if_match), std::move(*drafted), tools_);
    co_return co_await exchange_.write(std::move(request), std::move(job));
}

boost::asio::awaitable<http::Reply> Articles::rule(Request request, std::string state) const {
    const auto number = number_of(request.param("version"));
    if (!number) co_return fault_reply(number.error());
    auto note = read_text(request.body, "note");
    if (!note) co_return fault_reply(note.error());
    if (dialogs::text::code_points(*note) > article_note_max)
        co_return error_reply(422, "too_long", "说明最多500个字");
    versions::Decision decision;
    decision.state = std::move(state);
    decision.note = std::move(*note);
    const bool approves = decision.state == "approved";
    std::string topic(request.param("topic"));
    std::string if_match(request.header("If-Match"));
    auto check = tools_.editing.check();
    auto job =
        decide_on_draft(topic, if_match, *number, std::move(decision), std::move(check), tools_);
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
