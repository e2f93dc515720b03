#include "gateway/desk/background.h"
#include "gateway/desk/parameters.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/scope.h"

namespace gateway::desk {
namespace {

using http::Request;

// What was told for a case that is closed is still there to be read.
Result<std::string> case_shown(Connection& connection, const storage::WorkItem& item) {
    if (item.open_case) return item.open_case->no;
    auto last = storage::cases::last_of(connection, item.conversation.id);
    if (!last) return last.error();
    return *last ? (*last)->no : std::string();
}

Result<JobAnswer> show(
    Connection& connection, const Caller& caller, std::int64_t id, const ApiTools& tools, Time now
) {
    ConversationDetail detail;
    auto item = find_visible(connection, caller.clerk, id);
    if (!item) return item.error();
    detail.item = std::move(*item);
    const auto& conversation = detail.item.conversation;
    auto no = case_shown(connection, detail.item);
    if (!no) return no.error();
    auto background = background_of(connection, conversation, *no, tools, now);
    if (!background) return background.error();
    detail.background = std::move(*background);
    const auto& address = conversation.address;
    auto opt_ins = storage::opt_ins::left(connection, address.channel, address.sender);
    if (!opt_ins) return opt_ins.error();
    detail.opt_ins = std::move(*opt_ins);
    auto names = names_for(connection, tools);
    if (!names) return names.error();
    JobAnswer answer;
    answer.body = conversation_json(detail, *names);
    answer.version = detail.item.conversation.epoch;
    return answer;
}

}  // namespace

void add_conversation_routes(http::Router& router, const Exchange& exchange) {
    const auto& tools = exchange.tools();
    router.add("GET", "/api/v1/conversations/{id}", [&exchange, &tools](Request request) {
        const auto id = number_of(request.param("id"));
        if (!id) return answered(fault_reply(id.error()));
        Job job = [id = *id, &tools](Connection& connection, const Caller& caller, Time now) {
            return show(connection, caller, id, tools, now);
        };
        return exchange.read(std::move(request), std::move(job));
    });
}

}  // namespace gateway::desk
