#include "dialogs/text/clean.h"
#include "gateway/desk/dead_letter_json.h"
#include "gateway/desk/dead_letters.h"
#include "gateway/desk/parameters.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/scope.h"

#include <array>
#include <utility>

namespace gateway::desk {
namespace {

using http::Request;
namespace dead_letters = storage::dead_letters;

constexpr std::size_t reason_max = 200;  // letters

Result<JobAnswer> list(
    Connection& connection, const dead_letters::Query& query, const ApiTools& tools
) {
    auto page = query;
    page.limit = query.limit + 1;  // one more tells whether there is a next page
    auto found = dead_letters::list(connection, page);
    if (!found) return found.error();
    std::string next;
    if (found->size() > static_cast<std::size_t>(query.limit)) {
        found->pop_back();
        next = std::to_string(found->back().part.id);
    }
    auto names = names_for(connection, tools);
    if (!names) return names.error();
    return JobAnswer{200, dead_letters_json(*found, next, *names), {}};
}

boost::asio::awaitable<http::Reply> show_list(const Exchange& exchange, Request request) {
    dead_letters::Query query;
    query.state = query_value(request.query, "state");
    query.channel = query_value(request.query, "channel");
    query.limit = limit_of(request.query);
    const auto cursor = query_value(request.query, "cursor");
    const auto before = number_of(cursor);
    if (before) query.before = *before;
    const bool known = query.state.empty() || query.state == "failed" || query.state == "unknown";
    if (!known || (!cursor.empty() && !before))
        return answered(error_reply(400, "malformed", "state或cursor不对"));
    const auto& tools = exchange.tools();
    Job job = [query, &tools](Connection& connection, const Caller& caller, Time) {
        auto here = query;
        here.reach = reach_of(caller.clerk);
        return list(connection, here, tools);
    };
    return exchange.read(std::move(request), std::move(job));
}

boost::asio::awaitable<http::Reply> act(
    const Exchange& exchange, Request request, Verdict verdict
) {
    const auto id = number_of(request.param("id"));
    if (!id) return answered(fault_reply(id.error()));
    auto given = read_text(request.body, "reason");
    if (!given) return answered(fault_reply(given.error()));
    const auto reason = dialogs::text::clean(*given);
    const bool blank = reason.find_first_not_of(" \n") == std::string::npos;
    if (blank && verdict != Verdict::replay)
        return answered(error_reply(422, "reason_needed", "请写明理由"));
    if (dialogs::text::code_points(reason) > reason_max)
        return answered(error_reply(422, "too_long", "理由太长"));
    Job job = [id = *id, verdict, reason](
                  Connection& connection, const Caller& caller, Time now
              ) -> Result<JobAnswer> {
        auto acted = decide(connection, caller.clerk, id, verdict, reason, now);
        if (!acted) return acted.error();
        if (acted->refused) return refused_answer(*acted->refused);
        auto said = storage::find_message(connection, acted->message);
        if (!said) return said.error();
        JobAnswer answer;
        answer.status = 204;
        if (*said) answer.committed = Committed{(*said)->conversation, acted->to_send};
        return answer;
    };
    return exchange.write(std::move(request), std::move(job));
}

}  // namespace

void add_dead_letter_routes(http::Router& router, const Exchange& exchange) {
    const std::string path = "/api/v1/dead-letters";
    router.add("GET", path, [&exchange](Request request) {
        return show_list(exchange, std::move(request));
    });
    constexpr std::array verdicts{
        std::pair{"replay", Verdict::replay},
        std::pair{"discard", Verdict::discard},
        std::pair{"delivered", Verdict::delivered}};
    for (const auto& [name, verdict] : verdicts) {
        router.add(
            "POST",
            path + "/{id}/" + name,
            [&exchange, verdict = verdict](Request request) {
                return act(exchange, std::move(request), verdict);
            },
            {4 * 1024, {"application/json"}}
        );
    }
}

}  // namespace gateway::desk
