#include "gateway/channels/weixin/seal.h"

#include "tests/unit/gateway/channels/weixin/samples.h"

#include <gtest/gtest.h>

#include <string>

namespace gateway::channels::weixin {
namespace {

Seal official() {
    return Seal::make(ops::Secret(samples::token), samples::key, "wx5823bf96d3bd56c7").value();
}

dialogs::Time at(long long seconds) { return dialogs::Time(std::chrono::seconds(seconds)); }

// WeCom's own examples: the check of an URL, and a message padded with 30 bytes.
TEST(Seal, OpensWhatWeComPublished) {
    const std::string echo =
        "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";
    const http::Form check({
        {"msg_signature", "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"},
        {"timestamp", "1409659589"},
        {"nonce", "263014780"},
        {"echostr", echo},
    });
    EXPECT_EQ(
        official().open(check, echo_of(check), at(1409659590)).value(), "1616140317555161061"
    );
    const http::Form spaced(http::Fields{{"echostr", "tp 4RPcs8"}});
    EXPECT_EQ(echo_of(spaced), "tp+4RPcs8");

    const std::string message =
        "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3Qczc"
        "dCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLj"
        "vd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMn"
        "vw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k"
        "22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2Yoy"
        "yH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";
    const http::Form post({
        {"msg_signature", "477715d11cdb4164915debcba66cb864d751f3e6"},
        {"timestamp", "1409659813"},
        {"nonce", "1372623149"},
    });
    const auto payload = read_payload(official().open(post, message, at(1409659813)).value());
    EXPECT_EQ(payload->get("Content"), "hello");
    EXPECT_EQ(payload->get("MsgId"), "4561255354251345929");
    EXPECT_EQ(payload->get("AgentID"), "218");
}

TEST(Seal, RefusesEveryDoubtAlike) {
    const auto encrypted = samples::sealed("hello");
    const auto seal =
        Seal::make(ops::Secret(samples::token), samples::key, samples::corp_id).value();
    const http::Form genuine(samples::signed_query(samples::noon, encrypted));
    EXPECT_TRUE(seal.open(genuine, encrypted, at(samples::noon + 300)));
    EXPECT_FALSE(seal.open(genuine, encrypted, at(samples::noon + 301)));
    EXPECT_FALSE(seal.open(genuine, encrypted, at(samples::noon - 301)));
    EXPECT_FALSE(seal.open(genuine, samples::sealed("hullo"), at(samples::noon)));
    const auto others = Envelope::make(samples::key, "ww-another").value().seal("hello", {});
    const http::Form of_others(samples::signed_query(samples::noon, others));
    const auto refused = seal.open(of_others, others, at(samples::noon));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, dialogs::Fault::denied);
    EXPECT_EQ(refused.error().detail, seal.open(genuine, encrypted, at(0)).error().detail);
}

}  // namespace
}  // namespace gateway::channels::weixin
