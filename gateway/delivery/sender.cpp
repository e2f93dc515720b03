#include "gateway/delivery/sender.h"

#include "gateway/delivery/exchange.h"
#include "gateway/delivery/verdict.h"

namespace gateway::delivery {
namespace {

namespace asio = boost::asio;

channels::Part outgoing_of(const storage::OutboxPart& part) {
    channels::Part outgoing;
    outgoing.id = part.id;
    outgoing.to = part.recipient;
    outgoing.text = part.text;
    outgoing.form = part.form;
    return outgoing;
}

}  // namespace

Sender::Sender(const channels::Channel& channel, Tools tools)
    : channel_(channel),
      tools_(std::move(tools)),
      token_(tools_.loop, channel, tools_.client, tools_.clock, tools_.log) {}

asio::awaitable<channels::SendOutcome> Sender::send(storage::OutboxPart part) {
    const auto started = std::chrono::steady_clock::now();
    const auto outgoing = outgoing_of(part);
    channels::SendOutcome outcome;
    // Twice: with the token we have, and once more with a fresh one if that was stale.
    for (int tries = 0; tries < 2; ++tries) {
        auto token = co_await token_.token();
        // Nothing was sent yet, whatever became of the call for a token.
        if (!token) {
            channels::Deferred without{"no_token: " + token.error().detail, {}};
            co_return without;
        }
        const auto here = ambient(tools_.clock());
        const auto built = channel_.build(outgoing, *token, here);
        auto answer = co_await tools_.client.send(to_http(built));
        tools_.metrics.send(channel_.name()).observe(std::chrono::steady_clock::now() - started);
        if (answer)
            outcome = channel_.interpret(*answer);
        else
            outcome = outcome_of(answer.error(), channel_.capabilities().idempotent);
        const Made made{built, answer, here.now, tools_.clock()};
        write_down(tools_.log, made, words_of(outcome));
        if (!std::holds_alternative<channels::Stale>(outcome)) co_return outcome;
        token_.discard(*token);
    }
    co_return outcome;
}

}  // namespace gateway::delivery
