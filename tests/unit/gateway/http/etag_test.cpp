#include "gateway/http/etag.h"

#include <gtest/gtest.h>

namespace gateway::http {
namespace {

TEST(Etag, TellsVersionsApart) {
    EXPECT_EQ(etag_of("a"), etag_of("a"));
    EXPECT_NE(etag_of("a"), etag_of("b"));
    EXPECT_EQ(etag_of("").size(), 18U);
}

TEST(Etag, IsKnownToWhoNamesIt) {
    struct Case {
        const char* sent;
        bool known;
    };
    constexpr Case cases[] = {
        {"", false},
        {"\"a\"", true},
        {"\"b\"", false},
        {"W/\"a\"", true},
        {"*", true},
        {"\"b\", \"a\"", true},
        {"\"b\",W/\"a\"", true},
        {"a", false},
        {", ,", false},
        {"\"ab\"", false},
    };
    for (const auto& [sent, known] : cases) {
        SCOPED_TRACE(sent);
        Request request;
        request.headers = {{"If-None-Match", sent}};
        EXPECT_EQ(is_known(request, "\"a\""), known);
    }
}

}  // namespace
}  // namespace gateway::http
