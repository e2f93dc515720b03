#include "dialogs/text/anonymous.h"
#include "dialogs/text/clean.h"
#include "gateway/desk/parameters.h"
#include "gateway/desk/question_json.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/teaching.h"
#include "storage/article_versions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gateway::desk {
namespace {

using http::Request;
using storage::OpenQuestion;
namespace questions = storage::questions;
using LibraryPtr = std::shared_ptr<const knowledge::Library>;

constexpr std::size_t phrasing_max = 200;  // characters
constexpr std::array<std::string_view, 5> states = {
    "open", "assigned", "phrasing", "drafted", "dismissed"};

// "times.id" of the last row of the page before.
bool start_after(std::string_view cursor, questions::Query& query) {
    if (cursor.empty()) return true;
    const auto dot = cursor.find('.');
    if (dot == std::string_view::npos) return false;
    const auto times = number_of(cursor.substr(0, dot));
    const auto id = number_of(cursor.substr(dot + 1));
    if (!times || !id) return false;
    query.before_times = *times;
    query.before_id = *id;
    return true;
}

Result<JobAnswer> list(
    Connection& connection, const questions::Query& query, const knowledge::Library& library
) {
    auto page = query;
    page.limit = query.limit + 1;  // one more tells whether there is a next page
    auto found = questions::list(connection, page);
    if (!found) return found.error();
    std::string next;
    if (found->size() > static_cast<std::size_t>(query.limit)) {
        found->pop_back();
        next = fmt::format("{}.{}", found->back().times, found->back().id);
    }
    return JobAnswer{200, questions_json(*found, next, library), {}};
}

// What a clerk decides about one question.
struct Decision {
    std::string state;
    std::string topic;
    std::string phrasing;
    std::string title;    // of a drafted article
    std::string service;  // of a drafted article
};

// Changes the question; 404, 409 when that is not possible.
Result<OpenQuestion> settle(
    Connection& connection,
    const Caller& caller,
    std::int64_t id,
    const Decision& decision,
    Time now
) {
    auto question = questions::find(connection, id);
    if (!question) return question.error();
    if (!*question) return Error{Fault::not_found, "no such question"};
    auto phrasing = decision.phrasing;
    if (decision.state == "phrasing" && phrasing.empty()) phrasing = (*question)->text;
    auto settled = questions::settle(
        connection, id, {decision.state, decision.topic, phrasing, caller.clerk.id, now}
    );
    if (!settled) return settled.error();
    auto written = write_down(
        connection,
        caller,
        "question." + decision.state,
        fmt::format("question:{}", id),
        decision.topic,
        now
    );
    if (!written) return written.error();
    auto changed = questions::find(connection, id);
    if (!changed) return changed.error();
    return std::move(**changed);
}

std::string yaml_text(std::string_view text) {
    std::string safe = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') safe += '\\';
        safe += letter;
    }
    return safe + '"';
}

// An article to begin from; what has to be written is left empty, so that it is no article yet.
std::string skeleton(const Decision& decision, std::string_view question) {
    return fmt::format(
        "id: {}\nservice: {}\ntitle: {}\ncolloquial:\n  - {}\nkeywords: []\nsms: \"\"\n"
        "full: \"\"\nfacets: {{}}\nsources: []\neffective_from: \nreview_by: \n"
        "confidence: medium\nlocal_values: []\n",
        decision.topic,
        yaml_text(decision.service),
        yaml_text(decision.title),
        yaml_text(question)
    );
}

// Kept among the drafts, where it is found again; the check at its approval wants all of it.
Result<void> keep_draft(
    Connection& connection,
    const Caller& caller,
    const std::string& topic,
    const std::string& yaml,
    Time now
) {
    storage::ArticleVersion version;
    version.topic = topic;
    version.yaml = yaml;
    version.effective_on = knowledge::written(knowledge::Day(config::local_date(now)));
    version.note = "来自居民的提问，请补全";
    version.drafted_by = caller.clerk.id;
    version.drafted_at = now;
    auto number = storage::article_versions::add_draft(connection, version);
    if (!number) return number.error();
    auto object = fmt::format("article:{}@{}", topic, *number);
    return write_down(connection, caller, "article.draft", std::move(object), {}, now);
}

// 422 with what is wrong, or nothing.
std::optional<JobAnswer> fault_of(const Decision& decision, const knowledge::Library& library) {
    if (decision.state == "dismissed") return std::nullopt;
    const bool known = library.find(decision.topic) != nullptr;
    if (decision.state == "drafted") {
        if (!is_topic(decision.topic))
            return refused(422, "bad_topic", "编号要写成“meal.where”这样");
        if (known) return refused(422, "topic_exists", "这个编号已经有条目了");
        return std::nullopt;
    }
    if (!known) return refused(422, "unknown_topic", "没有这个条目");
    if (dialogs::text::code_points(decision.phrasing) > phrasing_max)
        return refused(422, "too_long", "说法最多200个字");
    return std::nullopt;
}

Result<Decision> read_decision(std::string state, std::string_view body) {
    Decision decision;
    decision.state = std::move(state);
    const std::pair<std::string_view, std::string*> fields[] = {
        {"topic", &decision.topic},
        {"text", &decision.phrasing},
        {"title", &decision.title},
        {"service", &decision.service}};
    for (const auto& [name, field] : fields) {
        auto text = read_text(body, name);
        if (!text) return text.error();
        *field = dialogs::text::without_person(*text);
    }
    return decision;
}

Job decide(std::int64_t id, Decision decision, LibraryPtr library) {
    return for_teachers(
        [id, decision = std::move(decision), library = std::move(library)](
            Connection& connection, const Caller& caller, Time now
        ) -> Result<JobAnswer> {
            if (auto fault = fault_of(decision, *library)) return std::move(*fault);
            auto question = settle(connection, caller, id, decision, now);
            if (!question && question.error().fault == Fault::conflict)
                return refused(409, "already_settled", "这个问题已经处理过了");
            if (!question) return question.error();
            if (decision.state != "drafted")
                return JobAnswer{200, question_json(*question, *library), {}};
            const auto yaml = skeleton(decision, question->text);
            auto kept = keep_draft(connection, caller, decision.topic, yaml, now);
            if (!kept) return kept.error();
            return JobAnswer{200, drafted_json(*question, *library, yaml), {}};
        }
    );
}

// A phrasing is found from now on wherever it is asked again.
boost::asio::awaitable<http::Reply> settled(
    const Exchange& exchange, Request request, std::int64_t id, Decision decision
) {
    const auto& tools = exchange.tools();
    const bool is_learnt = decision.state == "phrasing";
    auto job = decide(id, std::move(decision), tools.library());
    auto reply = co_await exchange.write(std::move(request), std::move(job));
    if (reply.status == 200 && is_learnt) tools.editing.changed();
    co_return reply;
}

}  // namespace

void add_question_routes(http::Router& router, const Exchange& exchange) {
    const auto& tools = exchange.tools();
    router.add("GET", "/api/v1/questions", [&exchange, &tools](Request request) {
        questions::Query query;
        const auto state = query_value(request.query, "state");
        if (!state.empty()) query.state = state;
        query.limit = limit_of(request.query);
        const bool known = std::ranges::find(states, query.state) != states.end();
        if (!known || !start_after(query_value(request.query, "cursor"), query))
            return answered(error_reply(400, "malformed", "state或cursor不对"));
        auto job = for_teachers([query, library = tools.library()](
                                    Connection& connection, const Caller&, Time
                                ) { return list(connection, query, *library); });
        return exchange.read(std::move(request), std::move(job));
    });
    router.add("GET", "/api/v1/questions/phrasings", [&exchange](Request request) {
        auto job =
            for_teachers([](Connection& connection, const Caller&, Time) -> Result<JobAnswer> {
                auto found = questions::phrasings(connection);
                if (!found) return found.error();
                return JobAnswer{200, phrasings_json(*found), {}};
            });
        return exchange.read(std::move(request), std::move(job));
    });
    const std::pair<std::string, std::string> actions[] = {
        {"assign", "assigned"},
        {"phrasing", "phrasing"},
        {"draft", "drafted"},
        {"dismiss", "dismissed"}};
    for (const auto& [action, state] : actions) {
        router.add(
            "POST",
            "/api/v1/questions/{id}/" + action,
            [&exchange, state = state](Request request) {
                const auto id = number_of(request.param("id"));
                if (!id) return answered(fault_reply(id.error()));
                auto decision = read_decision(state, request.body);
                if (!decision) return answered(fault_reply(decision.error()));
                return settled(exchange, std::move(request), *id, std::move(*decision));
            }
        );
    }
}

}  // namespace gateway::desk
