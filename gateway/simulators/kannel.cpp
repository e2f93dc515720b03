#include "gateway/simulators/kannel.h"

#include "gateway/http/form.h"

#include <fmt/format.h>

#include <chrono>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;

// Kannel's values for %d.
std::vector<int> values_of(Receipts receipts) {
    switch (receipts) {
        case Receipts::normal: return {8, 1};
        case Receipts::doubled: return {8, 8, 1, 1};
        case Receipts::reversed: return {1, 8};
        case Receipts::late: return {8, 1};
        case Receipts::failed: return {8, 2};
    }
    return {};
}

std::string with_value(std::string url, int value) {
    if (const auto at = url.find("%d"); at != std::string::npos)
        url.replace(at, 2, std::to_string(value));
    return url;
}

}  // namespace

dialogs::Result<std::unique_ptr<Simulator>> KannelSimulator::start(
    const config::Kannel& settings, const Place& place, Tell tell
) {
    std::unique_ptr<KannelSimulator> made(new KannelSimulator(settings, place, std::move(tell)));
    auto* here = made.get();
    made->httpd_ = Httpd::start("127.0.0.1", place.port, [here](const Asked& asked) {
        return here->answer(asked);
    });
    if (!made->httpd_)
        return dialogs::Error{
            dialogs::Fault::unavailable, fmt::format("127.0.0.1:{} is taken", place.port)};
    return std::unique_ptr<Simulator>(std::move(made));
}

KannelSimulator::KannelSimulator(const config::Kannel& settings, Place place, Tell tell)
    : settings_(settings), place_(std::move(place)), tell_(std::move(tell)) {
    receipts_thread_ = std::thread([this] { keep_promises(); });
}

KannelSimulator::~KannelSimulator() {
    httpd_.reset();
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    more_.notify_all();
    receipts_thread_.join();
}

Told KannelSimulator::answer(const Asked& asked) {
    if (asked.get("username") != settings_.username ||
        asked.get("password") != settings_.password.reveal())
        return {403, "text/plain", "Authorization failed for sendsms"};
    Told told{202, "text/plain", "0: Accepted for delivery"};
    switch (troubles_.next()) {
        case Trouble::busy: return {503, "text/plain", "Temporal failure, try again later."};
        case Trouble::storm: return {429, "text/plain", "", {{"Retry-After", "2"}}};
        case Trouble::refuse: return {400, "text/plain", "Not routable. Do not try again."};
        case Trouble::page: return {200, "text/html", "<html>welcome</html>"};
        case Trouble::silent: told.is_silent = true; return told;
        case Trouble::drip: told.drips = true; break;
        default: break;
    }
    tell_(fmt::format("{} 收到短信：{}", asked.get("to"), asked.get("text")));
    promise_receipts(asked.get("dlr-url"));
    return told;
}

void KannelSimulator::promise_receipts(const std::string& url) {
    if (url.empty()) return;
    {
        const std::lock_guard lock(mutex_);
        for (const int value : values_of(receipts_))
            urls_.push_back(with_value(url, value));
    }
    more_.notify_all();
}

void KannelSimulator::keep_promises() {
    for (;;) {
        std::unique_lock lock(mutex_);
        more_.wait(lock, [this] { return stopping_ || !urls_.empty(); });
        if (stopping_) return;
        // Held back with the queue, so that later receipts stay behind it.
        if (receipts_ == Receipts::late) more_.wait_for(lock, 3s, [this] { return stopping_; });
        const auto url = urls_.front();
        urls_.pop_front();
        lock.unlock();
        const auto got = call("GET", url, "", "", 10s);
        tell_(fmt::format("回执：网关答 {}", got.status));
    }
}

void KannelSimulator::say(const std::string& from, const std::string& text) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto query = http::encode_form({
        {"from", from},
        {"to", settings_.from},
        {"text", text},
        {"coding", "2"},
        {"charset", "UTF-8"},
        {"id", fmt::format("sim-{}-{}", seconds.time_since_epoch().count(), ++written_)},
        {"time", std::to_string(seconds.time_since_epoch().count())},
    });
    const auto url = place_.hook + "/" + settings_.hook_secret.reveal() + "?" + query;
    const auto got = call("GET", url, "", "", 10s);
    if (got.status != 200) tell_(fmt::format("网关没有收下：{}", got.status));
    // Kannel sends what it is answered, unless that is nothing.
    if (got.status == 200 && !got.body.empty())
        tell_(fmt::format("{} 收到短信：{}", from, got.body));
}

}  // namespace gateway::simulators
