#pragma once
#include "gateway/alarm_clock.h"
#include "gateway/articles_in_force.h"
#include "gateway/caretaker.h"
#include "gateway/channel_journal.h"
#include "gateway/chat/web_chat.h"
#include "gateway/config/config.h"
#include "gateway/desk/api.h"
#include "gateway/doors.h"
#include "gateway/fetcher.h"
#include "gateway/hooks.h"
#include "gateway/left_out_versions.h"
#include "gateway/media/vault.h"
#include "gateway/ops/health.h"
#include "gateway/ops/metrics.h"
#include "gateway/ops/side_thread.h"
#include "gateway/post_office.h"
#include "gateway/puller.h"
#include "gateway/reloader.h"
#include "gateway/roads.h"
#include "gateway/store/news.h"
#include "gateway/store/store.h"
#include "gateway/turns/turns.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

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

    std::uint16_t port() const { return doors_->port(); }

private:
    App(boost::asio::io_context& loop, config::Config config, ops::Clock clock);

    void make_services(FreshBundle fresh);
    void make_web_chat();
    void make_post_office();
    void make_hooks();
    void make_desk();
    void make_reloader(FreshBundle fresh);
    void make_upkeep();
    void make_monitoring();
    void add_puller(Hooks::Entry& entry, http::Client& client);
    void add_fetcher(const config::Channel& settings, const turns::Voice& voice);
    Result<void> add_routes(http::Router& router);
    bool is_idle() const;
    bool has_logged_all() const { return channel_journal_->is_idle(); }
    boost::asio::awaitable<void> wait_until(bool (App::*done)() const) const;

    boost::asio::io_context& loop_;
    config::Config config_;
    ops::Clock clock_;
    ops::Metrics metrics_;
    ops::Health health_;
    ops::ChannelLog channel_log_;
    News news_;
    turns::BundlePtr bundle_;
    LeftOutVersions left_out_;
    std::optional<registers::Keys> keys_;
    std::unique_ptr<Roads> roads_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<turns::Turns> turns_;
    std::unique_ptr<PostOffice> post_office_;
    std::unique_ptr<desk::Api> desk_;
    std::unique_ptr<chat::WebChat> web_chat_;  // null: none is configured
    std::unique_ptr<Hooks> hooks_;
    std::vector<std::unique_ptr<Puller>> pullers_;
    std::optional<media::Vault> vault_;
    ops::SideThread disk_{loop_};  // files are written here, never on the loop
    std::vector<std::unique_ptr<Fetcher>> fetchers_;
    std::unique_ptr<Caretaker> caretaker_;
    std::unique_ptr<ChannelJournal> channel_journal_;
    std::unique_ptr<AlarmClock> alarm_clock_;
    std::unique_ptr<Reloader> reloader_;
    std::unique_ptr<NewDay> new_day_;
    std::unique_ptr<Doors> doors_;
};

}  // namespace gateway
