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

Exchange at_second(std::size_t second) {
    return {morning + std::chrono::seconds(second), false, "GET", 200, 0ms, "kept"};
}

TEST(ChannelLog, ShowsTheLatestWhetherTheyAreWrittenOrNot) {
    Exchanges exchanges;
    for (std::size_t i = 0; i < Exchanges::shown; ++i)
        exchanges.add(at_second(i));
    const auto before = exchanges.text();
    const auto taken = exchanges.take_fresh();
    EXPECT_EQ(taken->size(), Exchanges::shown);
    EXPECT_EQ(exchanges.text(), before);
    EXPECT_EQ(exchanges.take_fresh(), nullptr);
    exchanges.add(at_second(Exchanges::shown));
    exchanges.put_back({line_of(taken->back())});
    EXPECT_EQ(exchanges.text(), line_of(taken->back()) + line_of(at_second(Exchanges::shown)));
    for (std::size_t i = 0; i < Exchanges::shown + 2; ++i)
        exchanges.add(at_second(i));
    const auto text = exchanges.text();
    EXPECT_EQ(std::ranges::count(text, '\n'), std::ptrdiff_t{Exchanges::shown});
    EXPECT_TRUE(text.starts_with("2026-11-23T10:13:22+08:00"));
}

TEST(ChannelLog, TellsWhatItCouldNotKeep) {
    Exchanges exchanges;
    for (std::size_t i = 0; i < Exchanges::max_fresh + 3; ++i)
        exchanges.add(at_second(0));
    const auto taken = exchanges.take_fresh();
    ASSERT_EQ(taken->size(), Exchanges::max_fresh + 1);
    EXPECT_EQ(taken->back().became, "3 more, not kept: the disk was too slow");
    exchanges.add(at_second(1));
    EXPECT_EQ(exchanges.take_fresh()->size(), 1u);
}

}  // namespace
}  // namespace gateway::ops
