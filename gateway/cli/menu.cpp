#include "gateway/cli/menu.h"

#include "gateway/channel_registry.h"
#include "gateway/channels/wechat/menu.h"
#include "gateway/channels/wechat/outbound.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/delivery/token.h"
#include "gateway/ops/clock.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace gateway::cli {
namespace {

namespace asio = boost::asio;
using channels::SendOutcome;
using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

struct Publication {
    const channels::Channel& channel;
    const config::Wechat& settings;
    delivery::TokenKeeper& token;
    http::Client& client;
};

// Twice: the token may end between asking for it and using it.
asio::awaitable<Result<SendOutcome>> publish(Publication at) {
    Result<SendOutcome> outcome = Error{Fault::unavailable, "no token"};
    for (int tries = 0; tries < 2; ++tries) {
        auto token = co_await at.token.token();
        if (!token) co_return token.error();
        const auto call =
            channels::wechat::build_menu(at.settings.api_base, *token, at.settings.menu);
        auto answer = co_await at.client.send(delivery::to_http(call));
        if (!answer) co_return answer.error();
        outcome = channels::wechat::interpret_send(*answer);
        if (!std::holds_alternative<channels::Stale>(*outcome)) co_return outcome;
        at.token.discard(*token);
    }
    co_return outcome;
}

Result<SendOutcome> publish_now(
    const config::Channel& channel, const config::Wechat& settings, const std::string& public_url
) {
    auto made = channels::make(channel, public_url);
    if (!made) return made.error();
    auto host = http::host_of(settings.api_base);
    if (!host) return host.error();
    asio::io_context loop;
    http::ClientLimits limits;
    limits.intranet = channel.intranet;
    http::Client client(loop, {*host}, limits);
    delivery::TokenKeeper token(loop, **made, client, ops::system_clock());
    Result<SendOutcome> outcome = Error{Fault::unavailable, "nothing was done"};
    const auto run = [&]() -> asio::awaitable<void> {
        const Publication at{**made, settings, token, client};
        outcome = co_await publish(at);
    };
    asio::co_spawn(loop, run, asio::detached);
    loop.run();
    return outcome;
}

// What became of it, and the exit code.
int tell(const std::string& name, const Result<SendOutcome>& outcome) {
    if (!outcome) {
        complain(name + ": " + outcome.error().detail);
        return outcome.error().fault == Fault::denied ? bad_input : temporary_failure;
    }
    if (std::holds_alternative<channels::Accepted>(*outcome)) {
        fmt::print(
            "published: telephones show it within a day, or when the account is followed anew\n"
        );
        return done;
    }
    if (const auto* rejected = std::get_if<channels::Rejected>(&*outcome)) {
        complain(name + ": WeChat refuses the menu: errcode " + rejected->code);
        return bad_input;
    }
    complain(name + ": WeChat does not take the menu now; try again later");
    return temporary_failure;
}

}  // namespace

int menu_publish(const MenuOptions& options) {
    auto config = read_config(options.config, {.read_secrets = !options.dry_run});
    if (!config) return bad_input;
    const auto channel =
        std::ranges::find(config->channels, options.channel, &config::Channel::name);
    if (channel == config->channels.end()) {
        complain("the configuration has no channel '" + options.channel + "'");
        return bad_input;
    }
    const auto* settings = std::get_if<config::Wechat>(&channel->settings);
    if (!settings || settings->menu.empty()) {
        complain("channel '" + options.channel + "' has no menu: write one under `menu:`");
        return bad_input;
    }
    fmt::print("{}\n", channels::wechat::menu_json(settings->menu));
    if (options.dry_run) {
        fmt::print("dry run: nothing was changed\n");
        return done;
    }
    return tell(channel->name, publish_now(*channel, *settings, config->public_url));
}

}  // namespace gateway::cli
