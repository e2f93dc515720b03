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
    const auto outgoing = outgoing_of(part);
    auto outcome = co_await send_one(outgoing);
    const auto* refused = std::get_if<channels::Rejected>(&outcome);
    if (!refused) co_return outcome;
    auto other = channel_.instead(outgoing, *refused);
    if (other) co_return co_await send_one(std::move(*other));
    co_return co_await lift(outgoing, *refused);
}

// Once: a part that is refused again stays so.
asio::awaitable<channels::SendOutcome> Sender::lift(
    channels::Part part, channels::Rejected refused
) {
    const channels::SendOutcome stands = refused;
    auto token = co_await token_.token();
    if (!token) co_return stands;
    auto question = channel_.ask_why(part, refused, *token);
    if (!question) co_return stands;
    auto told = co_await ask(std::move(*question));
    if (!told) {
        channels::Deferred unsaid{refused.code + ": " + told.error().detail, {}};
        co_return unsaid;
    }
    auto remedy = channel_.read_why(part, *told, *token);
    if (auto* known = std::get_if<channels::Rejected>(&remedy)) {
        const channels::SendOutcome stands_so = std::move(*known);
        co_return stands_so;
    }
    auto lifted = co_await ask(std::get<channels::Call>(std::move(remedy)));
    if (!lifted || !std::holds_alternative<channels::Accepted>(channel_.interpret(*lifted)))
        co_return stands;
    co_return co_await send_one(std::move(part));
}

asio::awaitable<dialogs::Result<http::Answer>> Sender::ask(channels::Call call) {
    const auto started = tools_.clock();
    auto answer = co_await tools_.client.send(to_http(call));
    const Made made{call, answer, started, tools_.clock()};
    write_down(tools_.log, made, "why a part was refused");
    co_return answer;
}

asio::awaitable<channels::SendOutcome> Sender::settle(channels::Pressed pressed) {
    const Build build = [this, &pressed](const std::string& token) {
        return channel_.settle(pressed, token);
    };
    co_return co_await make(build);
}

asio::awaitable<channels::SendOutcome> Sender::send_one(channels::Part part) {
    const auto started = std::chrono::steady_clock::now();
    const Build build = [this, &part](const std::string& token) {
        return channel_.build(part, token, ambient(tools_.clock()));
    };
    auto outcome = co_await make(build);
    tools_.metrics.send(channel_.name()).observe(std::chrono::steady_clock::now() - started);
    co_return outcome;
}

asio::awaitable<channels::SendOutcome> Sender::make(Build build) {
    channels::SendOutcome outcome;
    // Twice: with the token we have, and once more with a fresh one if that was stale.
    for (int tries = 0; tries < 2; ++tries) {
        auto token = co_await token_.token();
        // Nothing was sent yet, whatever became of the call for a token.
        if (!token) {
            channels::Deferred without{"no_token: " + token.error().detail, {}};
            co_return without;
        }
        const auto started = tools_.clock();
        const auto built = build(*token);
        auto answer = co_await tools_.client.send(to_http(built));
        if (answer)
            outcome = channel_.interpret(*answer);
        else
            outcome = outcome_of(answer.error(), channel_.capabilities().idempotent);
        const Made made{built, answer, started, tools_.clock()};
        write_down(tools_.log, made, words_of(outcome));
        if (!std::holds_alternative<channels::Stale>(outcome)) co_return outcome;
        token_.discard(*token);
    }
    co_return outcome;
}

}  // namespace gateway::delivery
