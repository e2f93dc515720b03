#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/organisation.h"
#include "gateway/config/quiet_hours.h"
#include "gateway/desk/control.h"
#include "gateway/desk/editing.h"
#include "gateway/desk/notices.h"
#include "gateway/http/router.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/metrics.h"
#include "gateway/register/keys.h"
#include "gateway/store/news.h"
#include "gateway/store/store.h"
#include "knowledge/library.h"

#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

// The desk's HTTP API and live socket under /api/v1: README.md is its contract. Loop thread.

namespace gateway::desk {

struct ApiTools {
    boost::asio::io_context& loop;
    Store& store;
    News& news;  // rung after every commit, and listened to: its bell wakes the open pages
    ops::Clock clock;
    std::shared_ptr<const config::Organisation> organisation;
    const registers::Keys& keys;  // to show masked names
    Plan plan;                    // how each channel cuts a clerk's words
    // What an article is called; from any thread.
    std::function<std::string(std::string_view topic)> title_of;
    std::string public_url;  // behind https the cookie is Secure and named __Host-
    // The articles in force; loop thread.
    std::function<std::shared_ptr<const knowledge::Library>()> library{};
    Editing editing{};
    config::QuietHours quiet_hours{};
    // What each channel can do; from any thread.
    std::function<channels::Capabilities(const std::string& channel)> capabilities =
        [](const std::string&) { return channels::Capabilities{}; };
    // A notice in a channel's filed form; from any thread.
    File file = [](const std::string&, const channels::Notice&) -> Result<channels::Filed> {
        return Error{Fault::not_found, "no notices are filed"};
    };
    // Where residents' pictures and voices are kept.
    std::filesystem::path media_folder{};
    std::optional<ops::Counter> failed_logins{};
};

class Api {
public:
    explicit Api(ApiTools tools);
    ~Api();

    void add_routes(http::Router& router);

    // Ends the tidying timer and closes every live socket.
    void stop();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace gateway::desk
