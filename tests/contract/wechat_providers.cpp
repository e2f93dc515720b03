#include "tests/contract/providers.h"
#include "tests/unit/gateway/channels/wechat/samples.h"

namespace gateway::channels::contract {
namespace {

std::vector<std::string> wechat_secrets() {
    const auto settings = wechat::samples::settings(config::WechatMode::safe);
    return {
        settings.token.reveal(), settings.app_secret.reveal(), settings.encoding_aes_key.reveal()};
}

}  // namespace

Provider wechat_plain() {
    using namespace wechat;
    Provider provider;
    provider.name = "wechat_plain";
    provider.channel = samples::account(config::WechatMode::plain);
    provider.secrets = wechat_secrets();
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::plain_post(noon, samples::text_xml(text, id)), ""};
    };
    provider.forge = [](Random& random) {
        auto request = samples::plain_post(noon, samples::text_xml("转账"));
        auto fields = http::decode_form(request.query)->fields();
        flip_a_bit(fields[random() % 3].second, random);  // signature, timestamp, nonce
        request.query = http::encode_form(fields);
        return Asked{request, ""};
    };
    provider.stale = [] {
        return Asked{samples::plain_post(noon - 301, samples::text_xml("低保")), ""};
    };
    provider.accepts = {answer(200, R"({"errcode":0,"errmsg":"ok"})")};
    provider.refuses = {answer(200, R"({"errcode":45015,"errmsg":"closed"})")};
    return provider;
}

namespace {

Provider wechat_sealed(const char* name, config::WechatMode mode) {
    using namespace wechat;
    auto provider = wechat_plain();
    provider.name = name;
    provider.channel = samples::account(mode);
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::sealed_post(noon, samples::sealed(samples::text_xml(text, id))), ""};
    };
    provider.forge = [](Random& random) {
        auto encrypted = samples::sealed(samples::text_xml("转账"));
        auto genuine = samples::sealed_post(noon, encrypted);
        auto fields = http::decode_form(genuine.query)->fields();
        // timestamp, nonce, msg_signature, or the sealed bytes under the old proof
        constexpr std::size_t signed_fields[] = {1, 2, 5};
        const auto which = random() % 4;
        if (which < 3) {
            flip_a_bit(fields[signed_fields[which]].second, random);
        } else {
            flip_a_bit(encrypted, random);
        }
        auto forged = samples::sealed_post(noon, encrypted);
        forged.query = http::encode_form(fields);
        return Asked{forged, ""};
    };
    provider.stale = [] {
        return Asked{
            samples::sealed_post(noon - 301, samples::sealed(samples::text_xml("低保"))), ""};
    };
    return provider;
}

}  // namespace

Provider wechat_safe() { return wechat_sealed("wechat_safe", config::WechatMode::safe); }

Provider wechat_compat() { return wechat_sealed("wechat_compat", config::WechatMode::compat); }

}  // namespace gateway::channels::contract
