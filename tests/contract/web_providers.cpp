#include "gateway/channels/web_chat/chat.h"
#include "gateway/channels/web_chat/web_chat.h"
#include "tests/contract/providers.h"
#include "tests/unit/gateway/channels/webhook/samples.h"

#include <array>

namespace gateway::channels::contract {
namespace {

http::Request chat_post(const std::string& token, const std::string& text, const std::string& id) {
    http::Request request;
    request.method = "POST";
    request.path = "/chat/send";
    request.headers = {{"Authorization", "Bearer " + token}};
    request.body = R"({"type":"msg","cid":")" + id + R"(","text":")" + text + R"("})";
    return request;
}

}  // namespace

Provider signed_webhook() {
    using namespace webhook;
    Provider provider;
    provider.name = "webhook";
    provider.channel = samples::hotline();
    provider.media_id = "https://files.example/1.jpg";
    provider.secrets = {samples::secret.substr(6)};
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::post(samples::message(text, id)), ""};
    };
    provider.forge = [](Random& random) {
        auto request = samples::post(samples::message("转账"));
        const auto which = random() % 4;  // id, timestamp, signature, body
        flip_a_bit(which < 3 ? request.headers[which].second : request.body, random);
        return Asked{request, ""};
    };
    provider.stale = [] {
        return Asked{samples::post(samples::message("低保"), samples::noon - 301), ""};
    };
    provider.accepts = {answer(200, ""), answer(204, ""), answer(202, R"({"ok":true})")};
    provider.refuses = {answer(400, "no such person"), answer(410, "")};
    return provider;
}

std::string chat_token() {
    std::array<std::uint8_t, 32> random{};
    random.fill(77);
    return web_chat::new_token(random);
}

Provider web() {
    Provider provider;
    provider.name = "web_chat";
    provider.is_signed = false;
    provider.channel = std::make_shared<web_chat::WebChat>("web");
    provider.secrets = {chat_token()};
    provider.ask = [](std::string text, std::string id) {
        return Asked{chat_post(chat_token(), text, id), ""};
    };
    // A key with a bit flipped may be another's key; that it is never this chat's is tested below.
    provider.forge = [](Random& random) {
        auto token = chat_token();
        token.erase(random() % token.size(), 1 + random() % 3);
        return Asked{chat_post(token, "转账", "c1"), ""};
    };
    return provider;
}

}  // namespace gateway::channels::contract
