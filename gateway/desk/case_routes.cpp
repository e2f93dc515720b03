#include "gateway/desk/background.h"
#include "gateway/desk/case_json.h"
#include "gateway/desk/parameters.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/scope.h"
#include "storage/case_timeline.h"

#include <optional>

namespace gateway::desk {
namespace {

using http::Request;
namespace cases = storage::cases;

// "opened_at.no" of the last row of the page before, in milliseconds.
std::string cursor_after(const storage::Case& last) {
    return std::to_string(last.opened_at.time_since_epoch().count()) + "." + last.no;
}

bool start_after(std::string_view cursor, cases::Query& query) {
    if (cursor.empty()) return true;
    const auto dot = cursor.find('.');
    if (dot == std::string_view::npos) return false;
    const auto opened = number_of(cursor.substr(0, dot));
    if (!opened) return false;
    query.before_opened = Time(Time::duration(*opened));
    query.before_no = cursor.substr(dot + 1);
    return true;
}

Result<JobAnswer> list(Connection& connection, const cases::Query& query, const ApiTools& tools) {
    auto page = query;
    page.limit = query.limit + 1;  // one more tells whether there is a next page
    auto found = cases::list(connection, page);
    if (!found) return found.error();
    std::string next;
    if (found->size() > static_cast<std::size_t>(query.limit)) {
        found->pop_back();
        next = cursor_after(found->back());
    }
    auto names = names_for(connection, tools);
    if (!names) return names.error();
    return JobAnswer{200, cases_json(*found, next, *names), {}};
}

// Where the talk has gone on elsewhere, what it was about since is none of this clerk's business.
Result<Background> gathered_for(
    Connection& connection,
    const Caller& caller,
    const storage::Case& found,
    const ApiTools& tools,
    Time now
) {
    auto conversation = storage::find_conversation(connection, found.conversation_id);
    if (!conversation) return conversation.error();
    const Error lost{Fault::not_found, "a case without its conversation"};
    if (!*conversation) return lost;
    auto background = background_of(connection, **conversation, found.no, tools, now);
    if (background && !sees(caller.clerk, (*conversation)->area)) {
        background->shown.clear();
        background->beneficiary.reset();
    }
    return background;
}

Result<JobAnswer> show(
    Connection& connection,
    const Caller& caller,
    const std::string& no,
    const ApiTools& tools,
    Time now
) {
    auto found = cases::find(connection, no);
    if (!found) return found.error();
    if (!*found || !sees(caller.clerk, (*found)->area)) {
        return Error{Fault::not_found, "no such case in reach"};
    }
    auto timeline = cases::timeline(connection, no);
    if (!timeline) return timeline.error();
    auto gathered = gathered_for(connection, caller, **found, tools, now);
    if (!gathered) return gathered.error();
    auto names = names_for(connection, tools);
    if (!names) return names.error();
    CaseDetail detail;
    detail.found = std::move(**found);
    detail.timeline = std::move(*timeline);
    detail.background = std::move(*gathered);
    JobAnswer answer;
    answer.version = detail.found.version;
    answer.body = case_json(detail, *names);
    return answer;
}

}  // namespace

void add_case_routes(http::Router& router, const Exchange& exchange) {
    const auto& tools = exchange.tools();
    router.add("GET", "/api/v1/cases", [&exchange, &tools](Request request) {
        if (auto name = unknown_filter(request.query, {"state", "cursor", "limit"}); !name.empty())
            return answered(error_reply(400, "malformed", "没有这个筛选条件：" + name));
        cases::Query query;
        const auto state = query_value(request.query, "state");
        query.open = state != "closed";
        query.limit = limit_of(request.query);
        const bool known = state.empty() || state == "open" || state == "closed";
        if (!known || !start_after(query_value(request.query, "cursor"), query)) {
            return answered(error_reply(400, "malformed", "state或cursor不对"));
        }
        Job job = [query, &tools](Connection& connection, const Caller& caller, Time) {
            auto here = query;
            here.reach = reach_of(caller.clerk);
            return list(connection, here, tools);
        };
        return exchange.read(std::move(request), std::move(job));
    });
    router.add("GET", "/api/v1/cases/{no}", [&exchange, &tools](Request request) {
        Job job = [no = std::string(request.param("no")), &tools](
                      Connection& connection, const Caller& caller, Time now
                  ) { return show(connection, caller, no, tools, now); };
        return exchange.read(std::move(request), std::move(job));
    });
}

}  // namespace gateway::desk
