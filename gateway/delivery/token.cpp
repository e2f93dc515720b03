#include "gateway/delivery/token.h"

#include "gateway/delivery/exchange.h"
#include "gateway/ops/log.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace gateway::delivery {
namespace {

namespace asio = boost::asio;

// The part of a token's life after which it is renewed: providers let old and new overlap for
// minutes.
constexpr int used_tenths = 9;

}  // namespace

http::Call to_http(const channels::Call& call) {
    http::Call made;
    made.method = call.method;
    made.url = call.url;
    made.body = call.body;
    made.type = call.type;
    made.headers = call.headers;
    return made;
}

TokenKeeper::TokenKeeper(
    asio::io_context& loop,
    const channels::Channel& channel,
    http::Client& client,
    ops::Clock clock,
    ops::Exchanges* log
)
    : channel_(channel),
      client_(client),
      clock_(std::move(clock)),
      log_(log),
      renewed_(loop, asio::steady_timer::time_point::max()) {}

bool TokenKeeper::is_good() const {
    return !channel_.ask_token() || (!value_.empty() && clock_() < good_until_);
}

asio::awaitable<dialogs::Result<std::string>> TokenKeeper::token() {
    while (renewing_) {
        boost::system::error_code woken;
        co_await renewed_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
    auto call = channel_.ask_token();
    if (!call) co_return std::string();
    if (is_good()) co_return value_;
    renewing_ = true;
    auto done = co_await renew(std::move(*call));
    renewing_ = false;
    renewed_.cancel();
    if (!done) co_return done.error();
    co_return value_;
}

void TokenKeeper::discard(const std::string& value) {
    if (value == value_) value_.clear();
}

asio::awaitable<dialogs::Result<void>> TokenKeeper::renew(channels::Call call) {
    const auto started = clock_();
    auto answer = co_await client_.send(to_http(call));
    const auto fresh = read(answer);
    take(fresh);
    const Made made{call, answer, started, clock_()};
    write_down(log_, made, fresh ? "a token" : "no token: " + trouble_);
    if (!fresh) co_return fresh.error();
    co_return dialogs::Result<void>();
}

dialogs::Result<channels::Token> TokenKeeper::read(const dialogs::Result<http::Answer>& answer
) const {
    if (!answer) return answer.error();
    return channel_.read_token(*answer);
}

// A provider that refuses us has to be told apart from one that is away: somebody must act.
void TokenKeeper::take(const dialogs::Result<channels::Token>& fresh) {
    if (fresh) {
        value_ = fresh->value;
        good_until_ = clock_() + fresh->lasts * used_tenths / 10;
        trouble_.clear();
        return;
    }
    trouble_ = fresh.error().detail;
    const ops::log::Fields told{{"channel", channel_.name()}, {"why", trouble_}};
    if (fresh.error().fault == dialogs::Fault::denied)
        ops::log::error("token_refused", told);
    else
        ops::log::warn("no_token", told);
}

}  // namespace gateway::delivery
