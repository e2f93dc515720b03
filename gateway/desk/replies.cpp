#include "gateway/desk/replies.h"

#include "gateway/desk/error_json.h"
#include "gateway/media/document.h"

namespace gateway::desk {
namespace {

using dialogs::Fault;
using http::Reply;

// Pictures and sounds open where they are; a document is handed to the clerk's own program.
std::string disposition_of(std::string_view type) {
    const auto extension = media::extension_of(type);
    if (extension.empty()) return "inline";
    return "attachment; filename=\"file" + std::string(extension) + "\"";
}

}  // namespace

Reply json_reply(int status, std::string body) {
    Reply reply;
    reply.status = status;
    reply.type = body.empty() ? "" : "application/json; charset=utf-8";
    reply.body = std::move(body);
    reply.headers = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
    return reply;
}

Reply error_reply(
    int status,
    std::string_view code,
    std::string_view message,
    const std::map<std::string, std::string>& details
) {
    return json_reply(status, error_json(code, message, details));
}

Reply fault_reply(const dialogs::Error& error) {
    switch (error.fault) {
        case Fault::malformed: return error_reply(400, "malformed", "请求格式不对");
        case Fault::denied: return error_reply(403, "denied", "没有权限");
        case Fault::not_found: return error_reply(404, "not_found", "没有找到");
        case Fault::conflict: return error_reply(409, "conflict", "刚被别人改过，请刷新后再试");
        case Fault::too_large: return error_reply(413, "too_large", "内容太长");
        case Fault::busy: return error_reply(429, "busy", "系统忙，请稍后再试");
        case Fault::unavailable:
        case Fault::unknown: break;
    }
    return error_reply(503, "unavailable", "系统暂时不可用，请稍后再试");
}

// Whatever a stranger's file holds, a browser must run none of it.
Reply file_reply(std::string type, std::string bytes) {
    Reply reply;
    reply.headers = {
        {"Cache-Control", "private, no-store"},
        {"X-Content-Type-Options", "nosniff"},
        {"Content-Security-Policy", "sandbox; default-src 'none'"},
        {"Content-Disposition", disposition_of(type)}};
    reply.type = std::move(type);
    reply.body = std::move(bytes);
    return reply;
}

std::string version_tag(std::int64_t version) { return '"' + std::to_string(version) + '"'; }

boost::asio::awaitable<Reply> answered(Reply reply) { co_return reply; }

}  // namespace gateway::desk
