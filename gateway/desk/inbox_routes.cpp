#include "gateway/desk/parameters.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/scope.h"

#include <charconv>
#include <optional>

namespace gateway::desk {
namespace {

using http::Request;
using storage::worklist::Position;
using storage::worklist::View;
namespace worklist = storage::worklist;

std::optional<View> view_of(std::string_view name) {
    if (name.empty() || name == "unclaimed") return View::unclaimed;
    if (name == "mine") return View::mine;
    if (name == "all") return View::all;
    return std::nullopt;
}

// "urgency.waiting.id": where the page before ended.
std::string cursor_after(const storage::WorkItem& item) {
    const auto position = worklist::position_of(item);
    return std::to_string(position.urgency) + "." + std::to_string(position.waiting) + "." +
           std::to_string(position.id);
}

std::optional<Position> position_at(std::string_view cursor) {
    Position position;
    if (cursor.empty()) return position;
    const char* at = cursor.data();
    const char* const end = at + cursor.size();
    for (auto* number : {&position.urgency, &position.waiting, &position.id}) {
        const auto [next, error] = std::from_chars(at, end, *number);
        if (error != std::errc()) return std::nullopt;
        at = next == end ? next : next + 1;
    }
    return position;
}

Result<JobAnswer> list(
    Connection& connection, const worklist::Query& query, const ApiTools& tools
) {
    auto page = query;
    page.limit = query.limit + 1;  // one more tells whether there is a next page
    auto items = worklist::list(connection, page);
    if (!items) return items.error();
    std::string next;
    if (items->size() > static_cast<std::size_t>(query.limit)) {
        items->pop_back();
        next = cursor_after(items->back());
    }
    auto names = names_for(connection, tools);
    if (!names) return names.error();
    return JobAnswer{200, inbox_json(*items, next, *names), {}};
}

Result<JobAnswer> count(Connection& connection, const Caller& caller, Time) {
    auto counters = worklist::count(connection, reach_of(caller.clerk), caller.clerk.id);
    if (!counters) return counters.error();
    return JobAnswer{200, counters_json(*counters), {}};
}

}  // namespace

void add_inbox_routes(http::Router& router, const Exchange& exchange) {
    const Job counters = count;
    router.add("GET", "/api/v1/counters", [&exchange, counters](Request request) {
        return exchange.read(std::move(request), counters);
    });
    const auto& tools = exchange.tools();
    router.add("GET", "/api/v1/inbox", [&exchange, &tools](Request request) {
        if (auto name = unknown_filter(request.query, {"view", "cursor", "limit"}); !name.empty())
            return answered(error_reply(400, "malformed", "没有这个筛选条件：" + name));
        const auto view = view_of(query_value(request.query, "view"));
        const auto after = position_at(query_value(request.query, "cursor"));
        if (!view || !after) {
            return answered(error_reply(400, "malformed", "view或cursor不对"));
        }
        worklist::Query query;
        query.view = *view;
        query.after = *after;
        query.limit = limit_of(request.query);
        Job job = [query, &tools](Connection& connection, const Caller& caller, Time) {
            auto here = query;
            here.reach = reach_of(caller.clerk);
            here.clerk_id = caller.clerk.id;
            return list(connection, here, tools);
        };
        return exchange.read(std::move(request), std::move(job));
    });
}

}  // namespace gateway::desk
