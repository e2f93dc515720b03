#include "tests/contract/providers.h"
#include "tests/unit/gateway/channels/dingtalk/samples.h"
#include "tests/unit/gateway/channels/wechat_kf/samples.h"
#include "tests/unit/gateway/channels/wecom/samples.h"

namespace gateway::channels::contract {
namespace {

// A sealed call of which a bit of the query or of the sealed bytes is another.
http::Request forged(const std::string& clear, Random& random) {
    using namespace weixin;
    auto encrypted = samples::sealed(clear);
    auto query = samples::signed_query(noon, encrypted);
    const auto which = random() % (query.size() + 1);
    flip_a_bit(which < query.size() ? query[which].second : encrypted, random);
    return samples::post(query, encrypted);
}

}  // namespace

Provider wecom_application() {
    using namespace wecom;
    Provider provider;
    provider.name = "wecom";
    provider.channel = samples::application();
    const auto settings = samples::settings();
    provider.secrets = {
        settings.token.reveal(),
        settings.encoding_aes_key.reveal(),
        settings.corp_secret.reveal(),
        settings.robot_key.reveal()};
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::sealed_post(noon, samples::text_xml(text, id)), ""};
    };
    provider.forge = [](Random& random) {
        return Asked{forged(samples::text_xml("转账"), random), ""};
    };
    provider.stale = [] {
        return Asked{samples::sealed_post(noon - 301, samples::text_xml("低保")), ""};
    };
    provider.accepts = {answer(200, R"({"errcode":0,"invaliduser":"","msgid":"m"})")};
    provider.refuses = {answer(200, R"({"errcode":81013})")};
    return provider;
}

Provider wechat_customer_service() {
    using namespace wechat_kf;
    Provider provider;
    provider.name = "wechat_kf";
    provider.channel = samples::account();
    const auto settings = samples::settings();
    provider.secrets = {
        settings.token.reveal(), settings.encoding_aes_key.reveal(), settings.corp_secret.reveal()};
    provider.ask = [](std::string, std::string) {
        return Asked{samples::sealed_post(noon, samples::hint_xml()), ""};
    };
    provider.fetched = [](std::string text, std::string id) {
        return samples::page(samples::text(text, id));
    };
    provider.forge = [](Random& random) { return Asked{forged(samples::hint_xml(), random), ""}; };
    provider.stale = [] {
        return Asked{samples::sealed_post(noon - 301, samples::hint_xml()), ""};
    };
    provider.accepts = {answer(200, R"({"errcode":0,"msgid":"m"})")};
    provider.refuses = {answer(200, R"({"errcode":95018})")};
    return provider;
}

Provider dingtalk_robot() {
    using namespace dingtalk;
    Provider provider;
    provider.name = "dingtalk";
    provider.channel = samples::robot();
    const auto settings = samples::settings();
    provider.secrets = {
        settings.app_secret.reveal(),
        settings.group_token.reveal(),
        settings.group_secret.reveal()};
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::post(samples::message(text, id)), ""};
    };
    provider.forge = [](Random& random) {
        auto request = samples::post(samples::message("转账"));
        flip_a_bit(request.headers[random() % 2].second, random);  // timestamp, sign
        return Asked{request, ""};
    };
    provider.stale = [] {
        return Asked{samples::post(samples::message("低保"), (noon - 3601) * 1000), ""};
    };
    provider.accepts = {
        answer(200, R"({"errcode":0,"errmsg":"ok"})"), answer(200, R"({"processQueryKey":"k"})")};
    provider.refuses = {answer(200, R"({"errcode":310000})"), answer(400, R"({"code":"x"})")};
    return provider;
}

}  // namespace gateway::channels::contract
