#include "gateway/desk/error_json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace gateway::desk {
namespace {

using nlohmann::json;

json formed(http::Reply& reply) {
    give_error_form(reply);
    EXPECT_EQ(reply.type, "application/json; charset=utf-8");
    return json::parse(reply.body)["error"];
}

TEST(ErrorForm, SaysWhatTheServerSaysByItsStatus) {
    struct Case {
        int status;
        const char* code;
    };
    constexpr Case cases[] = {
        {400, "malformed"},
        {404, "not_found"},
        {405, "method_not_allowed"},
        {413, "too_large"},
        {415, "unsupported_media_type"},
        {418, "malformed"},
        {429, "busy"},
        {500, "internal"},
        {503, "unavailable"},
        {599, "internal"},
    };
    for (const auto& [status, code] : cases) {
        SCOPED_TRACE(status);
        auto reply = http::plain(status);
        reply.headers.emplace_back("Retry-After", "5");
        const auto error = formed(reply);
        EXPECT_EQ(error["code"], code);
        EXPECT_FALSE(error["message"].get<std::string>().empty());
        EXPECT_EQ(error["details"], json::object());
        EXPECT_EQ(reply.status, status);
        EXPECT_EQ(http::find_field(reply.headers, "Retry-After"), "5");
        EXPECT_EQ(error["request_id"], http::find_field(reply.headers, "X-Request-Id"));
    }
}

TEST(ErrorForm, KeepsWhatAHandlerSays) {
    http::Reply reply;
    reply.status = 409;
    reply.type = "application/json; charset=utf-8";
    reply.body = error_json("already_claimed", "该会话已被李四认领", {{"owner", "李四"}});
    reply.headers = {{"Cache-Control", "no-store"}};
    const auto error = formed(reply);
    EXPECT_EQ(error["code"], "already_claimed");
    EXPECT_EQ(error["message"], "该会话已被李四认领");
    EXPECT_EQ(error["details"]["owner"], "李四");
    EXPECT_FALSE(error["request_id"].get<std::string>().empty());
    EXPECT_EQ(reply.headers.size(), 2U);
}

TEST(ErrorForm, NumbersEachRefusalAnew) {
    auto first = http::plain(404);
    auto second = http::plain(404);
    EXPECT_NE(formed(first)["request_id"], formed(second)["request_id"]);
}

}  // namespace
}  // namespace gateway::desk
