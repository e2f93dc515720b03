#include "gateway/channels/codec/retry_after.h"

#include <gtest/gtest.h>

namespace gateway::channels::codec {
namespace {

std::optional<std::chrono::seconds> wait(
    std::string said, std::string date = "Sun, 22 Nov 2026 08:00:00 GMT"
) {
    http::Answer answer;
    answer.headers = {{"Date", std::move(date)}, {"Retry-After", std::move(said)}};
    return retry_after(answer);
}

TEST(RetryAfter, ReadsSecondsAndDates) {
    using std::chrono::seconds;
    EXPECT_EQ(wait("120"), seconds(120));
    EXPECT_EQ(wait("999999999"), seconds(3600));
    EXPECT_EQ(wait("Sun, 22 Nov 2026 08:01:30 GMT"), seconds(90));
    EXPECT_EQ(wait("Mon, 23 Nov 2026 08:01:30 GMT"), seconds(3600));
    EXPECT_EQ(wait("Sun, 22 Nov 2026 07:59:00 GMT"), seconds(0)) << "it is over";
}

TEST(RetryAfter, TakesNothingElseForOne) {
    for (const auto* said :
         {"",
          "-1",
          "soon",
          "1.5",
          "12 ",
          "Sun, 22 Nov 2026 08:01:30",
          "Sun, 22 Nix 2026 08:01:30 GMT",
          "Sun, 31 Feb 2026 08:01:30 GMT",
          "Sun, 22 Nov 2026 28:01:30 GMT"})
        EXPECT_FALSE(wait(said)) << said;
    EXPECT_FALSE(wait("Sun, 22 Nov 2026 08:01:30 GMT", "")) << "nobody knows how long that is";
}

}  // namespace
}  // namespace gateway::channels::codec
