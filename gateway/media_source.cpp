#include "gateway/media_source.h"

#include "gateway/delivery/exchange.h"

namespace gateway {
namespace {

namespace asio = boost::asio;
using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

std::vector<std::string> file_hosts(const config::Channel& channel) {
    auto hosts = config::media_hosts_of(channel);
    for (const auto& address : config::called_by(channel))
        if (auto host = http::host_of(address)) hosts.push_back(*host);
    return hosts;
}

http::ClientLimits limits_of(const config::Channel& channel, const config::Media& media) {
    http::ClientLimits limits;
    limits.threads = 1;
    limits.answer_max = media.item_max;
    limits.intranet = channel.intranet;
    return limits;
}

}  // namespace

MediaSource::MediaSource(
    asio::io_context& loop,
    const config::Channel& settings,
    const channels::Channel& channel,
    const config::Media& limits,
    ops::Clock clock,
    ops::Exchanges* log
)
    : channel_(channel),
      within_(limits.within),
      clock_(std::move(clock)),
      log_(log),
      client_(loop, file_hosts(settings), limits_of(settings, limits)),
      token_(loop, channel, client_, clock_, log) {}

asio::awaitable<Result<channels::Media>> MediaSource::fetch(std::string id) {
    auto got = co_await ask(std::move(id));
    if (!got || got->elsewhere.empty()) co_return got;
    auto url = std::move(got->elsewhere);
    co_return co_await ask_elsewhere(std::move(url));
}

// Twice: with the token we have, and once more with a fresh one if that was stale.
asio::awaitable<Result<channels::Media>> MediaSource::ask(std::string id) {
    Error refused{Fault::unavailable, "the token was refused twice"};
    for (int tries = 0; tries < 2; ++tries) {
        auto token = co_await token_.token();
        // Its own fault is the account's and may pass.
        if (!token) co_return refused;
        auto answer = co_await call(channel_.fetch_media(id, *token));
        if (!answer) co_return answer.error();
        auto got = channel_.read_media(std::move(*answer));
        if (got || got.error().fault != Fault::denied) co_return got;
        token_.discard(*token);
    }
    co_return refused;
}

asio::awaitable<Result<http::Answer>> MediaSource::call(channels::Call wanted) {
    const auto started = clock_();
    auto made = delivery::to_http(wanted);
    made.deadline = within_;
    auto answer = co_await client_.send(std::move(made));
    const delivery::Made exchange{wanted, answer, started, clock_()};
    delivery::write_down(log_, exchange, answer ? "a file, or why there is none" : "no file");
    co_return answer;
}

asio::awaitable<Result<channels::Media>> MediaSource::ask_elsewhere(std::string url) {
    channels::Call wanted;
    wanted.method = "GET";
    wanted.url = std::move(url);
    auto answer = co_await call(std::move(wanted));
    if (!answer) co_return answer.error();
    const auto told = "http " + std::to_string(answer->status);
    if (http::leads_on(*answer)) co_return Error{Fault::denied, told + ": it leads on once more"};
    if (answer->status != 200) co_return Error{Fault::unavailable, told};
    channels::Media got;
    got.type = answer->header("Content-Type");
    got.bytes = std::move(answer->body);
    co_return got;
}

}  // namespace gateway
