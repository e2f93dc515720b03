#include "gateway/simulators/kannel.h"

#include "gateway/http/form.h"

#include <fmt/format.h>

namespace gateway::simulators {
namespace {

// Kannel's values for %d.
constexpr int handed_over = 8;
constexpr int delivered = 1;
constexpr int failed = 2;

std::string with_value(std::string url, int value) {
    if (const auto at = url.find("%d"); at != std::string::npos)
        url.replace(at, 2, std::to_string(value));
    return url;
}

}  // namespace

Told KannelSimulator::answer(const Asked& asked) {
    if (asked.get("username") != settings_.username ||
        asked.get("password") != settings_.password.reveal())
        return {403, "text/plain", "Authorization failed for sendsms"};
    const auto trouble = troubles_.next();
    if (auto told = spoilt(trouble)) return std::move(*told);
    if (trouble == Trouble::busy) return {503, "text/plain", "Temporal failure, try again later."};
    if (trouble == Trouble::refuse) return {403, "text/plain", "Not routable. Do not try again."};
    show(asked.get("to"), "短信", asked.get("text"));
    promise_receipts(asked.get("dlr-url"));
    Told told{202, "text/plain", "0: Accepted for delivery"};
    told.drips = trouble == Trouble::drip;
    return told;
}

void KannelSimulator::promise_receipts(const std::string& url) {
    if (url.empty()) return;
    std::vector<Errand> receipts;
    for (const int value : {handed_over, arrives() ? delivered : failed}) {
        Errand receipt;
        receipt.call = [address = with_value(url, value)] {
            return channels::Call{"GET", address, "", ""};
        };
        receipts.push_back(std::move(receipt));
    }
    promise(std::move(receipts));
}

channels::Call KannelSimulator::carry(const Letter& letter, Hand hand) {
    const auto query = http::encode_form({
        {"from", letter.from},
        {"to", settings_.from},
        {"text", letter.text},
        {"coding", "2"},
        {"charset", "UTF-8"},
        {"id", fmt::format("sim-{}", letter.number)},
        {"time", std::to_string(seconds_of(letter.at))},
    });
    const auto secret =
        hand == Hand::ours ? settings_.hook_secret.reveal() : std::string("nobody-told-me-this");
    return {"GET", fmt::format("{}/{}?{}", place().hook, secret, query), "", ""};
}

bool KannelSimulator::is_taken(const Letter& letter, const Told& got) {
    // Kannel sends what it is answered, unless that is nothing.
    if (got.status == 200 && !got.body.empty()) show(letter.from, "短信", got.body);
    return got.status == 200;
}

}  // namespace gateway::simulators
