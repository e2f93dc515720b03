#include "gateway/channels/twilio/record.h"

#include "gateway/http/form.h"
#include "tests/unit/gateway/channels/twilio/samples.h"

#include <gtest/gtest.h>

namespace gateway::channels::twilio {
namespace {

Part tried() {
    Part part{17, "+8613800138000", "您好"};
    part.tried_at = samples::at().now;
    return part;
}

std::string message(
    const std::string& status,
    const std::string& made = "Sun, 22 Nov 2026 00:00:02 +0000",
    const std::string& body = "您好",
    const std::string& sid = "SM1"
) {
    return R"({"sid":")" + sid + R"(","to":"+8613800138000","direction":"outbound-api","body":")" +
           body + R"(","status":")" + status + R"(","error_code":null,"date_created":")" + made +
           R"("})";
}

std::optional<Receipt> told(const std::string& messages) {
    http::Answer answer;
    answer.status = 200;
    answer.body = R"({"messages":[)" + messages + "]}";
    return samples::messaging()->read_query(tried(), answer);
}

TEST(TwilioRecord, IsAskedForByNumberAndDay) {
    const auto call = samples::messaging()->query(tried(), samples::at());
    ASSERT_TRUE(call);
    EXPECT_EQ(call->method, "GET");
    const auto question = call->url.find('?');
    EXPECT_TRUE(call->url.substr(0, question).ends_with("/Messages.json"));
    const auto form = http::decode_form(call->url.substr(question + 1)).value();
    EXPECT_EQ(form.get("To"), "+8613800138000");
    EXPECT_EQ(form.get("DateSent>"), "2026-11-22");
}

TEST(TwilioRecord, TellsOfTheOnlyMessageItCanBe) {
    const auto delivered =
        told(message("delivered") + "," + message("failed", "Sat, 21 Nov 2026 23:50:00 +0000"));
    ASSERT_TRUE(delivered);
    EXPECT_EQ(delivered->part, 17);
    EXPECT_EQ(delivered->provider_id, "SM1");
    EXPECT_EQ(delivered->state, Receipt::State::delivered);
    EXPECT_EQ(told(message("queued"))->state, Receipt::State::sent);
    EXPECT_EQ(told(message("undelivered"))->state, Receipt::State::failed);
}

TEST(TwilioRecord, TellsNothingWhereTwoCouldBeMeantOrNone) {
    EXPECT_FALSE(told(""));
    EXPECT_FALSE(told(message("delivered") + "," + message("failed")));
    EXPECT_FALSE(told(message("delivered", "Sun, 22 Nov 2026 00:02:00 +0000")));
    EXPECT_FALSE(told(message("delivered", "Sat, 21 Nov 2026 23:59:50 +0000")));
    EXPECT_FALSE(told(message("delivered", "yesterday")));
    EXPECT_FALSE(told(message("delivered", "Sun, 22 Nov 2026 00:00:02 +0000", "你好")));
    EXPECT_FALSE(told(message("lost")));
    EXPECT_FALSE(find_record(tried(), "[]"));
    EXPECT_FALSE(find_record(tried(), R"({"messages":7})"));
    EXPECT_FALSE(find_record(tried(), R"({"messages":[7]})"));
}

}  // namespace
}  // namespace gateway::channels::twilio
