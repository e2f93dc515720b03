#include "gateway/desk/error_json.h"

#include "gateway/ops/json.h"
#include "gateway/ops/log.h"
#include "gateway/ops/secret.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace gateway::desk {
namespace {

using nlohmann::json;
using ops::write_json;

struct Words {
    int status;
    const char* code;
    const char* message;
};

constexpr Words refused{400, "malformed", "请求格式不对"};
constexpr Words failed{500, "internal", "系统出错，请稍后再试"};
constexpr std::array<Words, 15> known{{
    refused,
    {401, "not_logged_in", "请先登录"},
    {403, "denied", "没有权限"},
    {404, "not_found", "没有找到"},
    {405, "method_not_allowed", "这里不能这样操作"},
    {409, "conflict", "刚被别人改过，请刷新后再试"},
    {413, "too_large", "内容太长"},
    {414, "uri_too_long", "地址太长"},
    {415, "unsupported_media_type", "内容的类型不对"},
    {426, "upgrade_required", "这里只接受WebSocket连接"},
    {429, "busy", "系统忙，请稍后再试"},
    {431, "headers_too_large", "请求头太长"},
    failed,
    {503, "unavailable", "系统暂时不可用，请稍后再试"},
    {504, "unavailable", "系统暂时不可用，请稍后再试"},
}};

const Words& words_for(int status) {
    const auto* found = std::ranges::find(known, status, &Words::status);
    if (found != known.end()) return *found;
    return status < 500 ? refused : failed;
}

// The error a handler wrote, or what its status says.
json error_of(const http::Reply& reply) {
    if (reply.type.starts_with("application/json")) {
        auto written = json::parse(reply.body, nullptr, false);
        if (written.is_object() && written.contains("error")) return written["error"];
    }
    const auto& words = words_for(reply.status);
    return {{"code", words.code}, {"message", words.message}, {"details", json::object()}};
}

}  // namespace

std::string error_json(
    std::string_view code,
    std::string_view message,
    const std::map<std::string, std::string>& details
) {
    const json error = {{"code", code}, {"message", message}, {"details", details}};
    return write_json({{"error", error}});
}

void give_error_form(http::Reply& reply) {
    const auto id = ops::random_token();
    auto error = error_of(reply);
    error["request_id"] = id;
    reply.type = "application/json; charset=utf-8";
    reply.body = write_json({{"error", std::move(error)}});
    reply.headers.emplace_back("X-Request-Id", id);
    if (http::find_field(reply.headers, "Cache-Control").empty())
        reply.headers.emplace_back("Cache-Control", "no-store");
    if (reply.status >= 500)
        ops::log::warn("api_failed", {{"status", reply.status}, {"request_id", id}});
}

}  // namespace gateway::desk
