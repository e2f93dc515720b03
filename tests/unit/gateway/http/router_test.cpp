#include "gateway/http/router.h"

#include <gtest/gtest.h>

namespace gateway::http {
namespace {

Router routes() {
    const Handler nothing = immediate([](const Request&) { return Reply{}; });
    Router router;
    router.add("GET", "/desk/{path*}", nothing);
    router.add("GET", "/hooks/{channel}", nothing);
    router.add("POST", "/hooks/{channel}", nothing);
    router.add("POST", "/hooks/{channel}/{secret}", nothing);
    router.add("POST", "/hooks/{channel}/receipts", nothing);
    router.add("GET", "/", nothing);
    router.socket("/chat/ws", {}, {});
    router.add("GET", "/chat/{path*}", nothing);
    return router;
}

TEST(Router, FindsTheMostParticularRoute) {
    struct Case {
        const char* method;
        const char* path;
        const char* pattern;  // "" : none
    };
    constexpr Case cases[] = {
        {"GET", "/", "/"},
        {"GET", "/hooks/sms", "/hooks/{channel}"},
        {"POST", "/hooks/sms", "/hooks/{channel}"},
        {"POST", "/hooks/sms/abc", "/hooks/{channel}/{secret}"},
        {"POST", "/hooks/sms/receipts", "/hooks/{channel}/receipts"},
        {"POST", "/hooks/sms/abc/more", ""},
        {"POST", "/hooks/", ""},
        {"POST", "/hooks//x", ""},
        {"GET", "/chat/ws", "/chat/ws"},
        {"GET", "/chat/wsx", "/chat/{path*}"},
        {"GET", "/desk/", "/desk/{path*}"},
        {"HEAD", "/desk/a/b.js", "/desk/{path*}"},
        {"GET", "/desk", ""},
        {"GET", "desk/", ""},
        {"GET", "", ""},
    };
    const Router router = routes();
    for (const auto& [method, path, pattern] : cases) {
        SCOPED_TRACE(path);
        const auto found = router.find(method, path);
        EXPECT_EQ(found.route == nullptr ? "" : found.route->pattern, pattern);
    }
}

TEST(Router, SaysWhatTheNamesStoodFor) {
    const Router router = routes();
    EXPECT_EQ(
        router.find("POST", "/hooks/sms/abc").params,
        (Fields{{"channel", "sms"}, {"secret", "abc"}})
    );
    EXPECT_EQ(router.find("GET", "/desk/a/b.js").params, (Fields{{"path", "a/b.js"}}));
    EXPECT_EQ(router.find("GET", "/desk/").params, (Fields{{"path", ""}}));
}

TEST(Router, ListsThePathsMethodsWhenTheMethodIsWrong) {
    const Router router = routes();
    const auto found = router.find("DELETE", "/hooks/sms");
    EXPECT_EQ(found.route, nullptr);
    EXPECT_EQ(found.methods, (std::vector<std::string>{"GET", "HEAD", "POST"}));
    EXPECT_TRUE(router.find("DELETE", "/none").methods.empty());
}

TEST(Router, DoesNotTakeAWrongMethodForAMissingPage) {
    Router router = routes();
    router.add("POST", "/chat/send", immediate([](const Request&) { return Reply{}; }));
    const auto found = router.find("GET", "/chat/send");
    EXPECT_EQ(found.route, nullptr);
    EXPECT_EQ(found.methods, std::vector<std::string>{"POST"});
}

TEST(Router, AFolderHasItsRouteForEachMethod) {
    const Handler nothing = immediate([](const Request&) { return Reply{}; });
    Router router;
    router.add("GET", "/{path*}", nothing);
    router.add("GET", "/api/inbox", nothing);
    for (const char* method : {"GET", "POST"})
        router.add(method, "/api/{path*}", nothing);
    ASSERT_NE(router.find("POST", "/api/nowhere").route, nullptr);
    EXPECT_EQ(router.find("POST", "/api/nowhere").route->method, "POST");
    EXPECT_EQ(router.find("POST", "/api/inbox").methods, (std::vector<std::string>{"GET", "HEAD"}));
    EXPECT_EQ(router.find("PUT", "/api/nowhere").route, nullptr);
}

TEST(Router, KnowsTheFormOfErrorsInAFolder) {
    Router router = routes();
    router.errors("/api/v1", [](Reply& reply) { reply.body = "{}"; });
    for (const char* path : {"/api/v1", "/api/v1/", "/api/v1/cases/7"})
        EXPECT_NE(router.error_form(path), nullptr) << path;
    for (const char* path : {"", "/", "/api", "/api/v10", "/hooks/api/v1"})
        EXPECT_EQ(router.error_form(path), nullptr) << path;
}

TEST(Status, TellsEachFault) {
    using dialogs::Fault;
    struct Case {
        Fault fault;
        int status;
    };
    constexpr Case cases[] = {
        {Fault::malformed, 400},
        {Fault::denied, 401},
        {Fault::not_found, 404},
        {Fault::conflict, 409},
        {Fault::too_large, 413},
        {Fault::busy, 429},
        {Fault::unavailable, 503},
        {Fault::unknown, 503},
    };
    for (const auto& [fault, status] : cases)
        EXPECT_EQ(refuse(fault).status, status);
    EXPECT_EQ(find_field(refuse(Fault::busy).headers, "retry-after"), "5");
    EXPECT_EQ(plain(404).body, "not found\n");
}

}  // namespace
}  // namespace gateway::http
