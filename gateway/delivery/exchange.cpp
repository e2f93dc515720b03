#include "gateway/delivery/exchange.h"

#include "gateway/ops/redact.h"

#include <openssl/rand.h>

namespace gateway::delivery {

channels::Ambient ambient(dialogs::Time now) {
    channels::Ambient here;
    here.now = now;
    RAND_bytes(here.random.data(), static_cast<int>(here.random.size()));
    return here;
}

ops::Exchange exchange_of(
    const channels::Call& call, const dialogs::Result<http::Answer>& answer, std::string became
) {
    ops::Exchange exchange;
    exchange.ours = true;
    exchange.what = call.method + " " + ops::redacted_url(call.url);
    exchange.status = answer ? answer->status : 0;
    exchange.became = std::move(became);
    exchange.asked = ops::redacted(call.body);
    exchange.told = answer ? ops::redacted(answer->body) : answer.error().detail;
    return exchange;
}

void write_down(ops::Exchanges* log, const Made& made, std::string became) {
    if (!log) return;
    auto exchange = exchange_of(made.call, made.answer, std::move(became));
    exchange.at = made.started;
    exchange.took = made.ended - made.started;
    log->add(std::move(exchange));
}

}  // namespace gateway::delivery
