#include "gateway/desk/parameters.h"
#include "gateway/desk/question_json.h"
#include "gateway/desk/question_settlement.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/teaching.h"
#include "storage/questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gateway::desk {
namespace {

using http::Request;
namespace questions = storage::questions;

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

// A phrasing is found from now on wherever it is asked again.
boost::asio::awaitable<http::Reply> settled(
    const Exchange& exchange, Request request, std::int64_t id, Settlement settlement
) {
    const auto& tools = exchange.tools();
    const bool is_learnt = settlement.state == "phrasing";
    auto job = settle_question(id, std::move(settlement), tools.library());
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
                auto settlement = read_settlement(state, request.body);
                if (!settlement) return answered(fault_reply(settlement.error()));
                return settled(exchange, std::move(request), *id, std::move(*settlement));
            }
        );
    }
}

}  // namespace gateway::desk
