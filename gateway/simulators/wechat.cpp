#include "gateway/simulators/wechat.h"

#include "gateway/channels/weixin/xml.h"
#include "gateway/http/form.h"
#include "gateway/ops/json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <openssl/rand.h>

#include <array>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
using channels::weixin::Lines;
using nlohmann::json;

constexpr auto patience = 5s;
constexpr int attempts = 3;
constexpr int messages_after_hearing = 5;
constexpr auto window = 48h;

Told says(int errcode) {
    return {
        200, "application/json", ops::write_json({{"errcode", errcode}, {"errmsg", "simulated"}})};
}

std::int64_t now_s() {
    const auto now = std::chrono::system_clock::now();
    return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
}

std::string token_name(int number) { return fmt::format("simulated-token-{}", number); }

std::string text_at(const json& from, const char* name) {
    return from.is_object() && from.contains(name) && from[name].is_string()
               ? from[name].get<std::string>()
               : std::string();
}

// What is wrong before the message is looked at; nothing when that is its own affair.
std::optional<Told> spoilt(Trouble trouble) {
    Told told = says(0);
    switch (trouble) {
        case Trouble::storm: return Told{429, "text/plain", "", {{"Retry-After", "2"}}};
        case Trouble::page: return Told{200, "text/html", "<html>welcome</html>"};
        case Trouble::refuse: return says(50002);
        case Trouble::busy: return says(-1);
        case Trouble::closed: return says(45015);
        case Trouble::used_up: return says(45047);
        case Trouble::day_is_full: return says(45009);
        case Trouble::silent: told.is_silent = true; return told;
        default: return std::nullopt;
    }
}

}  // namespace

dialogs::Result<std::unique_ptr<Simulator>> WechatSimulator::start(
    const config::Wechat& settings, const Place& place, Tell tell
) {
    std::unique_ptr<WechatSimulator> made(new WechatSimulator(settings, place, std::move(tell)));
    auto* here = made.get();
    made->httpd_ = Httpd::start("127.0.0.1", place.port, [here](const Asked& asked) {
        return here->answer(asked);
    });
    if (!made->httpd_)
        return dialogs::Error{
            dialogs::Fault::unavailable, fmt::format("127.0.0.1:{} is taken", place.port)};
    return std::unique_ptr<Simulator>(std::move(made));
}

WechatSimulator::WechatSimulator(const config::Wechat& settings, Place place, Tell tell)
    : settings_(settings), place_(std::move(place)), tell_(std::move(tell)) {
    if (settings_.mode != config::WechatMode::plain)
        envelope_ =
            channels::weixin::Envelope::make(settings_.encoding_aes_key.reveal(), settings_.app_id);
}

Told WechatSimulator::answer(const Asked& asked) {
    if (asked.path == "/cgi-bin/stable_token") return give_token(asked.body);
    if (asked.path == "/cgi-bin/message/custom/send") return take_message(asked);
    return {404, "text/plain", "not simulated"};
}

Told WechatSimulator::give_token(const std::string& body) {
    const auto given = ops::parse_json(body);
    if (!given || text_at(*given, "appid") != settings_.app_id) return says(40013);
    if (text_at(*given, "secret") != settings_.app_secret.reveal()) return says(40125);
    const std::lock_guard lock(mutex_);
    const json token = {{"access_token", token_name(token_)}, {"expires_in", 7200}};
    return {200, "application/json", ops::write_json(token)};
}

Told WechatSimulator::take_message(const Asked& asked) {
    const auto trouble = troubles_.next();
    if (auto told = spoilt(trouble)) return std::move(*told);
    const auto message = ops::parse_json(asked.body);
    if (!message || !message->is_object() || !message->contains("text")) return says(47001);
    const auto person = text_at(*message, "touser");
    const int code = errcode_for(asked.get("access_token"), person, trouble);
    if (code == 0)
        tell_(fmt::format("{} 收到微信：{}", person, text_at((*message)["text"], "content")));
    auto told = says(code);
    told.drips = trouble == Trouble::drip;
    return told;
}

int WechatSimulator::errcode_for(
    const std::string& token, const std::string& person, Trouble trouble
) {
    const std::lock_guard lock(mutex_);
    if (trouble == Trouble::stale_token) ++token_;
    if (token != token_name(token_)) return 40001;
    const auto found = followers_.find(person);
    if (found == followers_.end()) return 45015;
    auto& follower = found->second;
    if (std::chrono::steady_clock::now() - follower.heard > window) return 45015;
    if (follower.sent == messages_after_hearing) return 45047;
    ++follower.sent;
    return 0;
}

// Seals and signs `body` as the account's mode wants it; gives where it goes.
std::string WechatSimulator::target(std::string& body) const {
    using channels::weixin::signature;
    const auto timestamp = std::to_string(now_s());
    std::array<std::uint8_t, 16> random{};
    RAND_bytes(random.data(), static_cast<int>(random.size()));
    const auto nonce = std::to_string(random[0] * 256 + random[1]);
    const auto& token = settings_.token.reveal();
    http::Fields query = {
        {"signature", signature({token, timestamp, nonce})},
        {"timestamp", timestamp},
        {"nonce", nonce},
    };
    if (envelope_) {
        const auto sealed = envelope_->seal(body, random);
        query.emplace_back("encrypt_type", "aes");
        query.emplace_back("msg_signature", signature({token, timestamp, nonce, sealed}));
        body =
            channels::weixin::write_xml({{"ToUserName", settings_.original_id}, {"Encrypt", sealed}}
            );
    }
    return place_.hook + "?" + http::encode_form(query);
}

// Of a passive reply; empty when it is none.
std::string WechatSimulator::words_of(const std::string& answer) const {
    auto payload = channels::weixin::read_payload(answer);
    if (!payload) return {};
    if (envelope_) {
        auto clear = envelope_->open(payload->get("Encrypt"));
        if (!clear) return {};
        payload = channels::weixin::read_payload(*clear);
        if (!payload) return {};
    }
    return std::string(payload->get("Content"));
}

void WechatSimulator::say(const std::string& from, const std::string& text) {
    {
        const std::lock_guard lock(mutex_);
        followers_[from] = {std::chrono::steady_clock::now(), 0};
    }
    const auto id = std::to_string(now_s() * 1000 + ++written_ % 1000);
    const auto message = channels::weixin::write_xml(
        {{"ToUserName", settings_.original_id},
         {"FromUserName", from},
         {"CreateTime", std::to_string(now_s())},
         {"MsgType", "text"},
         {"Content", text},
         {"MsgId", id}}
    );
    for (int attempt = 1; attempt <= attempts; ++attempt) {
        auto body = message;
        const auto url = target(body);
        const auto got = call("POST", url, "text/xml", body, patience);
        if (got.status == 200) {
            const auto words = words_of(got.body);
            if (!words.empty()) tell_(fmt::format("{} 收到微信：{}", from, words));
            return;
        }
        tell_(fmt::format("第{}次投递没有得到回答（{}）", attempt, got.status));
    }
    tell_(fmt::format("{} 看到：该公众号暂时无法提供服务，请稍后再试", from));
}

}  // namespace gateway::simulators
