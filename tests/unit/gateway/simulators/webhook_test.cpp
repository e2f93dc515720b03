#include "gateway/simulators/webhook.h"

#include "tests/unit/gateway/simulators/beside.h"

namespace gateway::simulators {
namespace {

using namespace beside;
using nlohmann::json;

const config::Secret key("whsec_c2ltdWxhdGVkLXNlY3JldC1vZi10aGUtaG90bGluZQ==");

config::Webhook settings(int port) {
    config::Webhook settings;
    settings.secret = key;
    settings.send_url = here(port) + "/messages";
    return settings;
}

TEST(Webhook, ShowsARepeatOnceAndOnlyWhatIsSigned) {
    const auto port = free_port();
    Heard heard;
    beside::Gateway gateway;
    const auto other = simulate(gateway.with(channel("hot", settings(port))), "hot", heard.tell());
    ASSERT_TRUE(other);
    const json message = {{"to", {{"path", "+8613800138000"}}}, {"text", "hello"}};
    const auto url = here(port) + "/messages";
    EXPECT_EQ(post(url, message).status, 401);
    const auto proof = channels::webhook::Signature::make({key})->sign(
        "hot-1",
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()),
        ops::write_json(message)
    );
    EXPECT_EQ(post(url, message, proof).status, 204);
    EXPECT_EQ(post(url, message, proof).status, 204);
    heard.wait_for("回执：网关答 200");
    EXPECT_EQ(heard.count("收到消息：hello"), 1u);
    EXPECT_EQ(json::parse(gateway.last().body)["receipt"]["state"], "delivered");
}

TEST(Webhook, SignsWhatItCarriesAndForgesWithAnotherKey) {
    Heard heard;
    beside::Gateway gateway;
    const auto other =
        simulate(gateway.with(channel("hot", settings(free_port()))), "hot", heard.tell());
    ASSERT_TRUE(other);
    const auto genuine = channels::webhook::Signature::make({key});
    const auto is_genuine = [&] {
        http::Request request;
        request.headers = gateway.last().headers;
        request.body = gateway.last().body;
        const auto now = std::chrono::system_clock::now();
        return genuine->check(request, std::chrono::floor<std::chrono::milliseconds>(now))
            .has_value();
    };
    (*other)->say("+8613800138000", "hello");
    EXPECT_TRUE(is_genuine());
    (*other)->say_again();
    heard.wait_for("重投：网关的回答和第一次一样");
    EXPECT_TRUE(is_genuine());
    (*other)->forge();
    heard.wait_for("伪造的投递：网关答 200");
    EXPECT_FALSE(is_genuine());
}

}  // namespace
}  // namespace gateway::simulators
