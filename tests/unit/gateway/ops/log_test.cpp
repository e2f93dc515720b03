#include "gateway/ops/log.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <type_traits>

namespace gateway::ops::log {
namespace {

static_assert(!std::is_constructible_v<Field, const char*, Secret>);
static_assert(!std::is_constructible_v<Field, const char*, Pii>);

TEST(Line, KeepsEverythingOnOneLine) {
    const std::string text = "two\nlines";
    EXPECT_EQ(
        line(
            "delivery_postponed",
            {{"channel", "sms"}, {"attempt", 3}, {"next_s", 1.5}, {"last", false}}
        ),
        "delivery_postponed channel=sms attempt=3 next_s=1.5 last=false"
    );
    EXPECT_EQ(
        line("e", {{"a", text}, {"b", "say \"hi\"\\"}, {"c", ""}, {"d", "x=y"}, {"e", "滦南"}}),
        R"(e a="two\x0alines" b="say \"hi\"\\" c="" d="x=y" e=滦南)"
    );
}

class Pipe : public testing::Test {
protected:
    Pipe() { EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0); }
    ~Pipe() override {
        open(STDERR_FILENO, Level::info);
        ::close(ends[0]);
        ::close(ends[1]);
    }
    std::string read() {
        std::string bytes(65536, '\0');
        const ssize_t size = ::read(ends[0], bytes.data(), bytes.size());
        bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
        return bytes;
    }
    int ends[2] = {-1, -1};
};

TEST_F(Pipe, GetsTimeLevelAndEvent) {
    open(ends[1], Level::info);
    debug("hidden");
    warn("seen", {{"n", 1}});
    flush();
    const std::string text = read();
    EXPECT_EQ(text.find("hidden"), std::string::npos);
    ASSERT_GT(text.size(), 28U);
    EXPECT_EQ(text[10], 'T');
    EXPECT_EQ(text.substr(28), " warn seen n=1\n");
}

TEST_F(Pipe, NeverBlocksWhoLogs) {
    open(ends[1], Level::info);
    const auto before = dropped();
    for (int i = 0; i < 20'000; ++i)
        info("nobody_reads", {{"n", i}});
    EXPECT_GT(dropped(), before);
    // What was kept is the newest; someone reads again and it drains.
    std::string text;
    while (text.find("n=19999\n") == std::string::npos)
        text += read();
    EXPECT_EQ(text.find("n=10000\n"), std::string::npos);
}

}  // namespace
}  // namespace gateway::ops::log
