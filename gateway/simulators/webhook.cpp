#include "gateway/simulators/webhook.h"

#include "gateway/ops/json.h"
#include "gateway/simulators/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr const char* nobodys_key = "whsec_bm9ib2R5LXRvbGQtbWUtdGhpcy1ub3QtYXQtYWxs";

Errand insistent() {
    Errand errand;
    errand.patience = 15s;
    errand.pauses = {5s, 5min, 30min};
    return errand;
}

}  // namespace

WebhookSimulator::WebhookSimulator(config::Webhook settings, Surroundings around)
    : Simulator(std::move(around)),
      ours_(channels::webhook::Signature::make({settings.secret})),
      forged_(channels::webhook::Signature::make({config::Secret(nobodys_key)})) {}

Told WebhookSimulator::answer(const Asked& asked) {
    if (asked.path.find("/gone-") != asked.path.npos) return {404, "text/plain", "gone"};
    if (auto file = lying_file(asked)) return std::move(*file);
    http::Request request;
    request.headers = asked.headers;
    request.body = asked.body;
    if (!ours_ || !ours_->check(request, real_now())) return {401, "text/plain", "not signed"};
    const auto trouble = troubles_.next();
    if (auto told = spoilt(trouble)) return std::move(*told);
    if (trouble == Trouble::busy) return {503, "text/plain", "try again later"};
    if (trouble == Trouble::refuse) return {410, "text/plain", "gone"};
    take(asked);
    Told told{204, "text/plain", ""};
    if (trouble == Trouble::drip) told = {200, "text/plain", "slowly, very slowly", {}, true};
    return told;
}

void WebhookSimulator::take(const Asked& asked) {
    const auto body = ops::parse_json(asked.body);
    const std::string id(asked.header("webhook-id"));
    if (!body || !body->is_object()) return;
    {
        const std::lock_guard lock(mutex_);
        if (!seen_.insert(id).second) return;
    }
    const auto to = body->value("to", json::object());
    show(to.value("path", "?"), "消息", body->value("text", ""));
    promise({receipt(id)});
}

Errand WebhookSimulator::receipt(const std::string& id) const {
    const json told = {{"receipt", {{"id", id}, {"state", arrives() ? "delivered" : "failed"}}}};
    auto errand = insistent();
    errand.call = [this, id, told] { return post("receipt-" + id, told, Hand::ours); };
    return errand;
}

channels::Call WebhookSimulator::post(const std::string& id, const json& body, Hand hand) const {
    channels::Call call{"POST", place().hook, "application/json", ops::write_json(body)};
    const auto& signature = hand == Hand::ours ? ours_ : forged_;
    if (signature) call.headers = signature->sign(id, real_now(), call.body);
    return call;
}

bool WebhookSimulator::act(const std::string& from, const std::string& line) {
    const auto space = line.find(' ');
    const auto command = line.substr(0, space);
    const auto rest = space == line.npos ? std::string() : line.substr(space + 1);
    if (command == "/event") return bring(from, {{"event", rest}}), true;
    if (command == "/place") return send_place(from, rest);
    if (command != "/send" || rest.empty()) return false;
    send_file(from, kind_sent(line), words_sent(line));
    return true;
}

void WebhookSimulator::send_file(
    const std::string& from, const std::string& kind, const std::string& words
) {
    const auto trouble = troubles_.next();
    const auto name = fmt::format("{}-{}", kind, fresh_number());
    auto url = fmt::format("http://127.0.0.1:{}{}", place().port, file_path(name, trouble));
    if (trouble == Trouble::astray) url = astray(std::move(url));
    json message = {{"kind", kind == "gone" ? "image" : kind}, {"attachment", {{"url", url}}}};
    if (!words.empty()) message["text"] = words;
    bring(from, std::move(message));
}

// "39.5 118.7 倴城镇北街"
bool WebhookSimulator::send_place(const std::string& from, const std::string& told) {
    std::istringstream words(told);
    double latitude = 0;
    double longitude = 0;
    std::string name;
    if (!(words >> latitude >> longitude)) return false;
    std::getline(words >> std::ws, name);
    const json place = {{"latitude", latitude}, {"longitude", longitude}, {"name", name}};
    bring(from, {{"kind", "location"}, {"location", place}});
    return true;
}

void WebhookSimulator::bring(const std::string& from, json message) {
    const auto id = fmt::format("event-{}", fresh_number());
    message["id"] = id;
    message["from"] = {{"path", from}};
    auto errand = insistent();
    errand.name = "投递";
    errand.call = [this, id, message] { return post(id, message, Hand::ours); };
    errand.taken = [](const Told& got) { return got.status >= 200 && got.status < 300; };
    run(errand);
}

std::string WebhookSimulator::usage() const {
    return "/send image|voice|video|file|gone [文字]    "
           "发图片、语音、视频、文件，或已取不到的图片\n"
           "/place 纬度 经度 地名    发位置\n"
           "/event start|stop    订阅或退订";
}

channels::Call WebhookSimulator::carry(const Letter& letter, Hand hand) {
    const auto id = fmt::format("event-{}", letter.number);
    const json message = {
        {"id", id},
        {"from", {{"path", letter.from}}},
        {"text", letter.text},
        {"sent_at", seconds_of(letter.at)},
    };
    return post(id, message, hand);
}

bool WebhookSimulator::is_taken(const Letter&, const Told& got) {
    return got.status >= 200 && got.status < 300;
}

Errand WebhookSimulator::delivery() const { return insistent(); }

}  // namespace gateway::simulators
