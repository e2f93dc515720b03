#include "dialogs/text/clean.h"
#include "gateway/delivery/allowance.h"
#include "gateway/desk/notice_json.h"
#include "gateway/desk/notices.h"
#include "gateway/desk/parameters.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/scope.h"
#include "gateway/desk/versions.h"

namespace gateway::desk {
namespace {

using http::Request;

constexpr std::size_t text_max = 500;    // letters: some eight SMS
constexpr std::size_t reason_max = 200;  // letters: it stands in the audit trail for ever
const http::RouteOptions short_json{16 * 1024, {"application/json"}};

// What is wrong with a notice before anything is asked of the database.
std::optional<http::Reply> fault_of(const Notice& notice) {
    const auto blank = [](const std::string& text) {
        return text.find_first_not_of(" \n") == std::string::npos;
    };
    if (blank(notice.text)) return error_reply(422, "empty_text", "请先写内容");
    if (dialogs::text::code_points(notice.text) > text_max)
        return error_reply(422, "too_long", "内容太长，请写短些");
    if (notice.emergency && blank(notice.reason))
        return error_reply(422, "reason_needed", "请写明为什么是紧急通知");
    if (dialogs::text::code_points(notice.reason) > reason_max)
        return error_reply(422, "too_long", "原因太长，请写短些");
    return std::nullopt;
}

// When what is sent now leaves; nothing: at once.
std::optional<Time> held_until(const ApiTools& tools, const Notice& notice, Time now) {
    if (notice.emergency) return std::nullopt;
    return config::quiet_until(tools.quiet_hours, now);
}

boost::asio::awaitable<http::Reply> one(const Exchange& exchange, Request request) {
    const auto id = number_of(request.param("id"));
    if (!id) return answered(fault_reply(id.error()));
    auto given = read_notice(request.body);
    if (!given) return answered(fault_reply(given.error()));
    if (auto reply = fault_of(given->notice)) return answered(std::move(*reply));
    const auto& tools = exchange.tools();
    Job job =
        [id = *id,
         notice = given->notice,
         if_match = std::string(request.header("If-Match")),
         &tools](Connection& connection, const Caller& caller, Time now) -> Result<JobAnswer> {
        auto stale = stale_conversation(connection, caller.clerk, id, if_match);
        if (!stale) return stale.error();
        if (*stale) return std::move(**stale);
        const Desk at{caller.clerk, id, now};
        const auto until = held_until(tools, notice, now);
        const Writing writing{tools.plan, tools.file, tools.capabilities, until};
        auto acted = send_notice(connection, at, notice, writing);
        if (!acted) return acted.error();
        if (acted->refused) return refused_answer(*acted->refused);
        JobAnswer answer;
        answer.status = 201;
        answer.body = notice_json(1, until);
        answer.committed = Committed{id, true};
        return answer;
    };
    return exchange.write(std::move(request), std::move(job));
}

boost::asio::awaitable<http::Reply> many(const Exchange& exchange, Request request) {
    auto given = read_notice(request.body);
    if (!given) return answered(fault_reply(given.error()));
    if (auto reply = fault_of(given->notice)) return answered(std::move(*reply));
    const auto& tools = exchange.tools();
    Job job = [given = std::move(*given), &tools](
                  Connection& connection, const Caller& caller, Time now
              ) -> Result<JobAnswer> {
        const auto until = held_until(tools, given.notice, now);
        const Writing writing{tools.plan, tools.file, tools.capabilities, until};
        auto mailing =
            send_mailing(connection, caller.clerk, given.area, given.notice, writing, now);
        if (!mailing) return mailing.error();
        if (mailing->refused) return refused_answer(*mailing->refused);
        JobAnswer answer;
        answer.status = 201;
        answer.body = notice_json(mailing->people, until);
        answer.committed = Committed{0, true};
        return answer;
    };
    return exchange.write(std::move(request), std::move(job));
}

boost::asio::awaitable<http::Reply> show_allowance(const Exchange& exchange, Request request) {
    const auto id = number_of(request.param("id"));
    if (!id) return answered(fault_reply(id.error()));
    const auto& tools = exchange.tools();
    Job job = [id = *id, &tools](
                  Connection& connection, const Caller& caller, Time now
              ) -> Result<JobAnswer> {
        auto item = find_visible(connection, caller.clerk, id);
        if (!item) return item.error();
        auto pushed = storage::pushed_since_heard(connection, id);
        if (!pushed) return pushed.error();
        const auto can = tools.capabilities(item->conversation.address.channel);
        const auto allowed = delivery::allowance(can, *pushed, now);
        return JobAnswer{200, allowance_json(allowed), {}};
    };
    return exchange.read(std::move(request), std::move(job));
}

}  // namespace

void add_notice_routes(http::Router& router, const Exchange& exchange) {
    const auto send_one = [&exchange](Request request) {
        return one(exchange, std::move(request));
    };
    const auto send_many = [&exchange](Request request) {
        return many(exchange, std::move(request));
    };
    const auto look = [&exchange](Request request) {
        return show_allowance(exchange, std::move(request));
    };
    router.add("POST", "/api/v1/conversations/{id}/notices", send_one, short_json);
    router.add("POST", "/api/v1/notices", send_many, short_json);
    router.add("GET", "/api/v1/conversations/{id}/allowance", look);
}

}  // namespace gateway::desk
