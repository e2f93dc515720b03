#include "gateway/http/url.h"

#include <gtest/gtest.h>

namespace gateway::http {
namespace {

TEST(Url, AnEntryNamesAHostOrAllBelowADomain) {
    struct Case {
        const char* entry;
        const char* host;
        bool named;
    };
    constexpr Case cases[] = {
        {"api.weixin.qq.com", "api.weixin.qq.com", true},
        {"api.weixin.qq.com", "evil.api.weixin.qq.com", false},
        {"127.0.0.1:9001", "127.0.0.1:9001", true},
        {"127.0.0.1:9001", "127.0.0.1", false},
        {"*.aliyuncs.com", "a.oss-cn-beijing.aliyuncs.com", true},
        {"*.aliyuncs.com", "aliyuncs.com", false},
        {"*.aliyuncs.com", ".aliyuncs.com", false},
        {"*.aliyuncs.com", "evilaliyuncs.com", false},
        {"*.aliyuncs.com", "a.aliyuncs.com.evil.example", false},
        {"*.aliyuncs.com", "a.aliyuncs.com:8443", false},
        {"", "", true},
    };
    for (const auto& [entry, host, named] : cases)
        EXPECT_EQ(names_host(entry, host), named) << entry << " " << host;
}

}  // namespace
}  // namespace gateway::http
