#include "gateway/desk/parameters.h"
#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/scope.h"
#include "gateway/media/vault.h"
#include "storage/messages.h"

namespace gateway::desk {
namespace {

using http::Request;

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

}  // namespace

void add_transcript_routes(http::Router& router, const Exchange& exchange) {
    const auto& tools = exchange.tools();
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

}  // namespace gateway::desk
