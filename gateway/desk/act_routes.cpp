#include "dialogs/text/clean.h"
#include "gateway/delivery/allowance.h"
#include "gateway/desk/parameters.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/scope.h"
#include "gateway/desk/speaking.h"
#include "gateway/desk/versions.h"

#include <fmt/format.h>

namespace gateway::desk {
namespace {

using http::Request;

constexpr std::size_t text_max = 1000;  // letters: some fifteen SMS, more than anybody reads

// More parts than the channel still takes, while it takes some: the clerk can say it shorter. Where
// it takes none the words are tried all the same, and their refusal is followed up.
Result<std::optional<Refusal>> exceeds_allowance(
    Connection& connection, const Desk& at, const std::string& text, const ApiTools& tools
) {
    auto item = find_visible(connection, at.clerk, at.conversation);
    if (!item) return item.error();
    const auto& channel = item->conversation.address.channel;
    auto pushed = storage::pushed_since_heard(connection, at.conversation);
    if (!pushed) return pushed.error();
    const auto allowed = delivery::allowance(tools.capabilities(channel), *pushed, at.now);
    if (!allowed || allowed->left == 0) return std::optional<Refusal>();
    const auto parts = static_cast<int>(tools.plan(channel, text).size());
    if (parts <= allowed->left) return std::optional<Refusal>();
    const auto words =
        fmt::format("这段话要分{}条，现在只能再发{}条，请写短些", parts, allowed->left);
    return std::optional(Refusal{"allowance_exceeded", words, {}});
}

// The answer to an act: the message it kept, or the conversation as it is now.
Result<JobAnswer> answer_to(
    Connection& connection,
    const Acted& acted,
    const Desk& at,
    bool with_message,
    const ApiTools& tools
) {
    if (acted.refused) return refused_answer(*acted.refused);
    auto names = names_for(connection, tools);
    if (!names) return names.error();
    JobAnswer answer;
    answer.committed = Committed{at.conversation, acted.to_send};
    if (with_message) {
        auto said = storage::find_message(connection, acted.message);
        if (!said) return said.error();
        if (!*said) return Error{Fault::not_found, "no such message"};
        answer.status = 201;
        answer.body = message_json(**said, *names);
        return answer;
    }
    auto item = storage::worklist::find(connection, at.conversation);
    if (!item) return item.error();
    if (!*item) return Error{Fault::not_found, "no such conversation"};
    answer.body = conversation_json(**item, *names);
    answer.version = (*item)->conversation.epoch;
    return answer;
}

using Act = std::function<Result<Acted>(Connection& connection, const Desk& at)>;

Job job_of(
    const Request& request,
    std::int64_t conversation,
    Act act,
    bool with_message,
    const ApiTools& tools
) {
    const std::string if_match(request.header("If-Match"));
    return [if_match, conversation, act = std::move(act), with_message, &tools](
               Connection& connection, const Caller& caller, Time now
           ) -> Result<JobAnswer> {
        auto refused = stale_conversation(connection, caller.clerk, conversation, if_match);
        if (!refused) return refused.error();
        if (*refused) return std::move(**refused);
        const Desk at{caller.clerk, conversation, now};
        auto acted = act(connection, at);
        if (!acted) return acted.error();
        return answer_to(connection, *acted, at, with_message, tools);
    };
}

// An act without words.
http::Handler act_handler(const Exchange& exchange, Act act) {
    return [&exchange, act](Request request) {
        const auto id = number_of(request.param("id"));
        if (!id) return answered(fault_reply(id.error()));
        auto job = job_of(request, *id, act, false, exchange.tools());
        return exchange.write(std::move(request), std::move(job));
    };
}

using Speak = std::function<Result<Acted>(Connection&, const Desk&, const std::string& text)>;

struct Wording {
    const char* field;
    bool needed;
    bool answers_message;  // 201 and the message, not the conversation
};

http::Handler speak_handler(const Exchange& exchange, Wording words, Speak speak) {
    return [&exchange, words, speak](Request request) {
        const auto id = number_of(request.param("id"));
        if (!id) return answered(fault_reply(id.error()));
        auto given = read_text(request.body, words.field);
        if (!given) return answered(fault_reply(given.error()));
        const auto text = dialogs::text::clean(*given);
        const bool blank = text.find_first_not_of(" \n") == std::string::npos;
        if (words.needed && blank) return answered(error_reply(422, "empty_text", "请先写内容"));
        if (dialogs::text::code_points(text) > text_max) {
            return answered(error_reply(422, "too_long", "内容太长，请分开发"));
        }
        Act act = [speak, text](Connection& connection, const Desk& at) {
            return speak(connection, at, text);
        };
        auto job = job_of(request, *id, std::move(act), words.answers_message, exchange.tools());
        return exchange.write(std::move(request), std::move(job));
    };
}

}  // namespace

void add_act_routes(http::Router& router, const Exchange& exchange) {
    const std::string path = "/api/v1/conversations/{id}/";
    const http::RouteOptions json{16 * 1024, {"application/json"}};
    const auto& tools = exchange.tools();
    Speak answer =
        [&tools](Connection& connection, const Desk& at, const std::string& text) -> Result<Acted> {
        auto refused = exceeds_allowance(connection, at, text, tools);
        if (!refused) return refused.error();
        if (*refused) return Acted{std::move(*refused)};
        return reply(connection, at, text, tools.plan);
    };
    router.add("POST", path + "claim", act_handler(exchange, claim));
    router.add("POST", path + "release", act_handler(exchange, release));
    router.add(
        "POST", path + "messages", speak_handler(exchange, {"text", true, true}, answer), json
    );
    router.add("POST", path + "notes", speak_handler(exchange, {"text", true, true}, note), json);
    router.add(
        "POST",
        path + "return-to-bot",
        speak_handler(exchange, {"summary", false, false}, return_to_bot),
        json
    );
    router.add(
        "POST", path + "close", speak_handler(exchange, {"result", false, false}, close), json
    );
}

}  // namespace gateway::desk
