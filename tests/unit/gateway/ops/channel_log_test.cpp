#include "gateway/ops/channel_log.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gateway::ops {
namespace {

using namespace std::chrono_literals;

// 2026-11-23 10:13:20 in China.
const dialogs::Time morning{std::chrono::milliseconds{1'795'400'000'000}};

TEST(ChannelLog, SaysWhatPassedALineEach) {
    ChannelLog log;
    log.of("sms").add({morning, false, "GET", 200, 3ms, "kept"});
    log.of("sms").add({morning + 1s, true, "POST http://a/b", 0, 10s, "unclear", "{}", "a\nb"});
    EXPECT_EQ(
        log.find("sms")->text(),
        "2026-11-23T10:13:20+08:00 in GET 200 3ms kept\n"
        "2026-11-23T10:13:21+08:00 out POST http://a/b 0 10000ms unclear asked {} told a b\n"
    );
    EXPECT_EQ(log.find("wechat"), nullptr);
}

TEST(ChannelLog, ForgetsTheOldest) {
    Exchanges exchanges;
    for (std::size_t i = 0; i < Exchanges::kept + 2; ++i)
        exchanges.add({morning + std::chrono::seconds(i), false, "GET", 200, 0ms, "kept"});
    const auto text = exchanges.text();
    EXPECT_EQ(std::ranges::count(text, '\n'), std::ptrdiff_t{Exchanges::kept});
    EXPECT_TRUE(text.starts_with("2026-11-23T10:13:22+08:00"));
}

}  // namespace
}  // namespace gateway::ops
