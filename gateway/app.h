#pragma once
#include "gateway/alarm_clock.h"
#include "gateway/articles_in_force.h"
#include "gateway/chat/front_desk.h"
#include "gateway/chat/polls.h"
#include "gateway/chat/sockets.h"
#include "gateway/config/config.h"
#include "gateway/desk/api.h"
#include "gateway/hooks.h"
#include "gateway/http/server.h"
#include "gateway/ops/health.h"
#include "gateway/ops/metrics.h"
#include "gateway/post_office.h"
#include "gateway/puller.h"
#include "gateway/reloader.h"
#include "gateway/store/news.h"
#include "gateway/store/store.h"
#include "gateway/turns/turns.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gateway {

// Everything a running gateway is made of, in the order it depends on each other; destruction is
// shutdown. Loop thread.
class App {
public:
    // Opens the store, loads scripts and articles, builds the channels. The error's detail says
    // what is wrong, a line each.
    static Result<std::unique_ptr<App>> build(
        boost::asio::io_context& loop, config::Config config, ops::Clock clock
    );

    // Opens both doors and starts what was left to do. `Fault::unavailable` when an address is
    // taken.
    Result<void> open();

    // Stops taking anything in, finishes what is under way, and closes. Readiness fails first.
    boost::asio::awaitable<void> drain();

    // Takes changed scripts, articles and organisation into use, if nothing is wrong with them.
    void reload() { reloader_->reload(); }

    std::uint16_t port() const { return public_server_->port(); }

private:
    App(boost::asio::io_context& loop, config::Config config, ops::Clock clock);

    Result<void> make_channels();
    void take_versions(FreshBundle& fresh);
    void make_services(FreshBundle fresh);
    void make_reloader(FreshBundle fresh);
    void make_desk();
    void add_puller(Hooks::Entry& entry, http::Client& client);
    Result<void> add_routes(http::Router& router);
    Result<void> add_pages(http::Router& router);
    void add_checks();
    turns::Voice voice_of(const std::string& channel) const;
    desk::Plan plan() const;

    boost::asio::io_context& loop_;
    config::Config config_;
    ops::Clock clock_;
    ops::Metrics metrics_;
    ops::Health health_;
    ops::ChannelLog channel_log_;
    News news_;
    turns::BundlePtr bundle_;
    std::optional<registers::Keys> keys_;
    std::map<std::string, std::unique_ptr<channels::Channel>> channels_;
    std::map<std::string, turns::Voice> voices_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<turns::Turns> turns_;
    std::unique_ptr<PostOffice> post_office_;
    std::unique_ptr<desk::Api> desk_;
    std::unique_ptr<chat::FrontDesk> front_;
    std::unique_ptr<chat::Sockets> sockets_;
    std::unique_ptr<chat::Polls> polls_;
    std::unique_ptr<Hooks> hooks_;
    std::vector<std::unique_ptr<Puller>> pullers_;
    std::unique_ptr<AlarmClock> alarm_clock_;
    std::unique_ptr<Reloader> reloader_;
    std::unique_ptr<NewDay> new_day_;
    std::unique_ptr<http::Server> public_server_;
    std::unique_ptr<http::Server> admin_server_;
};

}  // namespace gateway
