#include "dialogs/text/clean.h"
#include "gateway/delivery/allowance.h"
#include "gateway/desk/background.h"
#include "gateway/desk/parameters.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/scope.h"
#include "gateway/desk/speaking.h"
#include "gateway/desk/versions.h"
#include "gateway/media/vault.h"

#include <fmt/format.h>

namespace gateway::desk {
namespace {

using http::Reply;
using http::Request;

constexpr std::size_t text_max = 1000;  // letters: some fifteen SMS, more than anybody reads

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

struct Page {
    std::int64_t conversation = 0;
    std::int64_t before = 0;  // 0: the newest
    int limit = 50;
};

Result<JobAnswer> transcript(
    Connection& connection, const Caller& caller, const Page& page, const ApiTools& tools
) {
    auto item = find_visible(connection, caller.clerk, page.conversation);
    if (!item) return item.error();
    auto said =
        storage::messages_before(connection, page.conversation, page.before, page.limit + 1);
    if (!said) return said.error();
    const bool more = said->size() > static_cast<std::size_t>(page.limit);
    if (more) said->erase(said->begin());
    auto names = names_for(connection, tools);
    if (!names) return names.error();
    return JobAnswer{200, messages_json(*said, more, *names), {}};
}

// What a resident sent beside words; not there while it is not fetched.
Result<JobAnswer> show_media(
    Connection& connection,
    const Caller& caller,
    std::int64_t conversation,
    std::int64_t message,
    const ApiTools& tools
) {
    auto item = find_visible(connection, caller.clerk, conversation);
    if (!item) return item.error();
    auto said = storage::find_message(connection, message);
    if (!said) return said.error();
    const bool is_here = *said && (*said)->conversation == conversation && (*said)->attachment &&
                         (*said)->attachment->state == "kept";
    if (!is_here) return Error{Fault::not_found, "no such file"};
    const auto& attachment = *(*said)->attachment;
    auto bytes = media::read_file(tools.media_folder, attachment.digest);
    if (!bytes) return bytes.error();
    JobAnswer answer;
    answer.body = std::move(*bytes);
    answer.type = attachment.type;
    return answer;
}

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

void add_reading_routes(http::Router& router, const Exchange& exchange) {
    const auto& tools = exchange.tools();
    router.add("GET", "/api/v1/conversations/{id}", [&exchange, &tools](Request request) {
        const auto id = number_of(request.param("id"));
        if (!id) return answered(fault_reply(id.error()));
        Job job = [id = *id, &tools](Connection& connection, const Caller& caller, Time now) {
            return show(connection, caller, id, tools, now);
        };
        return exchange.read(std::move(request), std::move(job));
    });
    router.add("GET", "/api/v1/conversations/{id}/messages", [&exchange, &tools](Request request) {
        const auto id = number_of(request.param("id"));
        if (!id) return answered(fault_reply(id.error()));
        const auto before = number_of(query_value(request.query, "before"));
        const Page page{*id, before ? *before : 0, limit_of(request.query)};
        Job job = [page, &tools](Connection& connection, const Caller& caller, Time) {
            return transcript(connection, caller, page, tools);
        };
        return exchange.read(std::move(request), std::move(job));
    });
}

void add_media_route(http::Router& router, const Exchange& exchange) {
    const auto& tools = exchange.tools();
    const auto* path = "/api/v1/conversations/{id}/messages/{seq}/media";
    router.add("GET", path, [&exchange, &tools](Request request) {
        const auto id = number_of(request.param("id"));
        if (!id) return answered(fault_reply(id.error()));
        const auto seq = number_of(request.param("seq"));
        if (!seq) return answered(fault_reply(seq.error()));
        Job job = [id = *id, seq = *seq, &tools](
                      Connection& connection, const Caller& caller, Time
                  ) { return show_media(connection, caller, id, seq, tools); };
        return exchange.read(std::move(request), std::move(job));
    });
}

}  // namespace

void add_conversation_routes(http::Router& router, const Exchange& exchange) {
    add_reading_routes(router, exchange);
    add_media_route(router, exchange);
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
