#include "gateway/simulators/dingtalk.h"

#include "gateway/channels/dingtalk/signature.h"
#include "gateway/ops/json.h"
#include "gateway/simulators/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr auto way_lasts = 90min;

std::string text_at(const json& from, const char* name) {
    return from.is_object() && from.contains(name) && from[name].is_string()
               ? from[name].get<std::string>()
               : std::string();
}

// Of {"msgtype":"text","text":{"content"}}.
std::string words_of(const json& message) {
    return text_at(message.value("text", json::object()), "content");
}

// As oapi.dingtalk.com tells it.
Told errcode(int code) {
    return {200, "application/json", ops::write_json({{"errcode", code}, {"errmsg", "simulated"}})};
}

// As api.dingtalk.com tells it.
Told refuses(int status, const std::string& code) {
    return {
        status,
        "application/json",
        ops::write_json({{"code", code}, {"message", "simulated"}, {"requestid", "simulated"}})};
}

// What DingTalk calls what a resident sends.
std::string type_of(const std::string& kind) {
    if (kind == "voice") return "audio";
    if (kind == "rich") return "richText";
    return kind == "image" || kind == "gone" ? "picture" : kind;
}

json content_of(const std::string& kind, const Letter& letter) {
    const auto code = fmt::format("{}-{}", kind, letter.number);
    if (kind == "rich") {
        const json picture = {{"type", "picture"}, {"downloadCode", "image-" + code}};
        return {{"richText", json::array({picture, {{"text", letter.text}}, picture})}};
    }
    json content = {{"downloadCode", code}};
    if (kind == "voice") content["recognition"] = letter.text;
    if (kind == "file") content["fileName"] = "simulated.pdf";
    return content;
}

}  // namespace

Told DingtalkSimulator::answer(const Asked& asked) {
    if (auto file = lying_file(asked)) return std::move(*file);
    const auto body = ops::parse_json(asked.body);
    if (!body || !body->is_object()) return refuses(400, "invalidParameter");
    if (asked.path == "/v1.0/oauth2/accessToken") return give_token(*body);
    const auto trouble = troubles_.next();
    if (auto told = spoilt(trouble)) return std::move(*told);
    Told told{404, "text/plain", "not simulated"};
    if (asked.path == "/robot/sendBySession")
        told = take_back(asked.get("session"), *body, trouble);
    if (asked.path == "/v1.0/robot/oToMessages/batchSend")
        told = take_direct(asked, *body, trouble);
    if (asked.path == "/v1.0/robot/messageFiles/download") return give_file(asked, *body, trouble);
    if (asked.path == "/robot/send") told = take_group(asked, *body);
    told.drips = trouble == Trouble::drip;
    return told;
}

Told DingtalkSimulator::give_token(const json& asked) const {
    if (text_at(asked, "appKey") != settings_.app_key ||
        text_at(asked, "appSecret") != settings_.app_secret.reveal())
        return refuses(403, "Forbidden.AccessDenied");
    const json token = {{"accessToken", token_.value()}, {"expireIn", 7200}};
    return {200, "application/json", ops::write_json(token)};
}

Told DingtalkSimulator::take_back(
    const std::string& session, const json& message, Trouble trouble
) {
    if (trouble == Trouble::busy) return errcode(-1);
    if (trouble == Trouble::limited) return errcode(130101);
    if (trouble == Trouble::refuse) return errcode(310000);
    std::unique_lock lock(mutex_);
    const auto found = ways_.find(session);
    if (found == ways_.end() || found->second.until < agenda().now()) return errcode(300001);
    const auto person = found->second.person;
    lock.unlock();
    show(person, "钉钉", words_of(message));
    return errcode(0);
}

bool DingtalkSimulator::takes_token(const Asked& asked, Trouble trouble) {
    if (trouble == Trouble::stale_token) token_.change();
    return token_.is(asked.header("x-acs-dingtalk-access-token"));
}

Told DingtalkSimulator::give_file(const Asked& asked, const json& message, Trouble trouble) {
    if (!takes_token(asked, trouble)) return refuses(401, "InvalidAuthentication");
    if (trouble == Trouble::busy) return refuses(403, "Forbidden.AccessDenied.QpsLimitThrottling");
    const auto id = text_at(message, "downloadCode");
    const bool there = !id.empty() && !id.starts_with("gone") && trouble != Trouble::forgets;
    if (text_at(message, "robotCode") != settings_.robot_code || !there)
        return refuses(400, "invalidParameter");
    auto where = settings_.api_base + file_path(id, trouble);
    if (trouble == Trouble::astray) where = astray(std::move(where));
    return {200, "application/json", ops::write_json({{"downloadUrl", where}})};
}

Told DingtalkSimulator::take_direct(const Asked& asked, const json& message, Trouble trouble) {
    if (!takes_token(asked, trouble)) return refuses(401, "InvalidAuthentication");
    if (trouble == Trouble::busy) return refuses(403, "Forbidden.AccessDenied.QpsLimitThrottling");
    if (text_at(message, "robotCode") != settings_.robot_code)
        return refuses(400, "resource.not.found");
    const auto people = message.value("userIds", json::array());
    const auto words = ops::parse_json(text_at(message, "msgParam"));
    if (people.empty() || !people.front().is_string() || !words)
        return refuses(400, "invalidParameter");
    const auto person = people.front().get<std::string>();
    json told = {{"processQueryKey", fmt::format("simulated-{}", fresh_number())}};
    if (trouble == Trouble::refuse) told["invalidStaffIdList"] = {person};
    if (trouble == Trouble::limited) told["flowControlledStaffIdList"] = {person};
    if (told.size() == 1) show(person, "钉钉", text_at(*words, "content"));
    return {200, "application/json", ops::write_json(told)};
}

Told DingtalkSimulator::take_group(const Asked& asked, const json& message) const {
    if (asked.get("access_token") != settings_.group_token.reveal()) return errcode(300005);
    const auto secret = settings_.group_secret.reveal();
    const auto proof = channels::dingtalk::signature(asked.get("timestamp"), secret);
    if (!secret.empty() && asked.get("sign") != proof) return errcode(310000);
    show("群", "钉钉", words_of(message));
    return errcode(0);
}

std::string DingtalkSimulator::open_way(const Letter& letter) {
    const auto session = fmt::format("session-{}", letter.number);
    const std::lock_guard lock(mutex_);
    ways_[session] = {letter.from, agenda().now() + way_lasts};
    return fmt::format("{}/robot/sendBySession?session={}", settings_.webhook_base, session);
}

json DingtalkSimulator::around(const Letter& letter) {
    // When it is over before it can be used, answers must find another way.
    const auto lasts = troubles_.take(Trouble::closed) ? 0min : way_lasts;
    return {
        {"msgId", fmt::format("msg{}", letter.number)},
        {"createAt", letter.at.time_since_epoch().count()},
        {"conversationType", "1"},
        {"conversationId", "cid-simulated"},
        {"senderId", "$:LWCP_v1:$" + letter.from},
        {"senderStaffId", letter.from},
        {"senderNick", letter.from},
        {"chatbotUserId", "$:LWCP_v1:$robot"},
        {"robotCode", settings_.robot_code},
        {"isAdmin", false},
        {"sessionWebhook", open_way(letter)},
        {"sessionWebhookExpiredTime", (letter.at + lasts).time_since_epoch().count()},
    };
}

channels::Call DingtalkSimulator::signed_call(const json& message, Hand hand) const {
    const auto secret =
        hand == Hand::ours ? settings_.app_secret.reveal() : std::string("nobody-told-me-this");
    const auto timestamp = std::to_string(real_now().time_since_epoch().count());
    channels::Call call{"POST", place().hook, "application/json", ops::write_json(message)};
    call.headers = {
        {"timestamp", timestamp}, {"sign", channels::dingtalk::signature(timestamp, secret)}};
    return call;
}

channels::Call DingtalkSimulator::carry(const Letter& letter, Hand hand) {
    auto message = around(letter);
    message["msgtype"] = "text";
    message["text"] = {{"content", letter.text}};
    return signed_call(message, hand);
}

bool DingtalkSimulator::act(const std::string& from, const std::string& line) {
    const auto kind = kind_sent(line);
    if (kind.empty()) return false;
    const Letter letter{from, words_sent(line), fresh_number(), real_now()};
    auto message = around(letter);
    message["msgtype"] = type_of(kind);
    message["content"] = content_of(kind, letter);
    auto errand = delivery();
    errand.name = "投递";
    errand.call = [this, message] { return signed_call(message, Hand::ours); };
    errand.taken = [this, letter](const Told& got) { return is_taken(letter, got); };
    run(errand);
    return true;
}

std::string DingtalkSimulator::usage() const {
    return "/send image|voice|video|file|gone|rich [说的话]    "
           "发图片、语音（听成这句话）、视频、文件、"
           "已取不到的图片、两张图片夹一句话";
}

bool DingtalkSimulator::is_taken(const Letter&, const Told& got) { return got.status == 200; }

}  // namespace gateway::simulators
