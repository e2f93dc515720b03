#include "gateway/simulators/webhook.h"

#include "gateway/ops/json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

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
