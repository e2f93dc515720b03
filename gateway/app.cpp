#include "gateway/app.h"

#include "dialogs/text/warm_up.h"
#include "gateway/answer_page.h"
#include "gateway/bundle_loader.h"
#include "gateway/desk_tools.h"
#include "gateway/guide/routes.h"
#include "gateway/http/admin.h"
#include "gateway/monitoring.h"
#include "gateway/ops/log.h"
#include "gateway/ops/task.h"
#include "gateway/shelf.h"
#include "gateway/turns/case_numbers.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace gateway {

namespace asio = boost::asio;

Result<std::unique_ptr<App>> App::build(
    asio::io_context& loop, config::Config config, ops::Clock clock
) {
    dialogs::text::warm_up();
    auto fresh = read_bundle(config);
    if (!fresh) return fresh.error();
    std::error_code failed;
    std::filesystem::create_directories(config.data_dir, failed);
    if (failed)
        return Error{
            Fault::unavailable,
            "cannot make " + config.data_dir.string() + ": " + failed.message()};

    std::unique_ptr<App> app(new App(loop, std::move(config), std::move(clock)));
    auto keys = registers::Keys::open(app->config_.data_dir / "keys");
    if (!keys) return keys.error();
    app->keys_ = std::move(*keys);
    auto roads = Roads::make(app->config_);
    if (!roads) return roads.error();
    app->roads_ = std::move(*roads);

    auto store = Store::open(loop, app->config_.data_dir, [](const Error& error) {
        ops::log::error("commit_outcome_unknown", {{"why", error.detail}});
        ops::log::flush();
        std::_Exit(75);
    });
    if (!store) return store.error();
    app->store_ = std::move(*store);
    auto vault = media::Vault::open(app->config_.data_dir / "media", app->config_.media.disk_max);
    if (!vault) return vault.error();
    app->vault_ = std::move(*vault);
    const auto now = app->clock_();
    app->make_services(with_county_words(std::move(*fresh), app->config_, now));
    return app;
}

App::App(asio::io_context& loop, config::Config config, ops::Clock clock)
    : loop_(loop), config_(std::move(config)), clock_(std::move(clock)) {}

void App::make_services(FreshBundle fresh) {
    left_out_.tell(fresh.left_out);
    bundle_ = fresh.bundle;
    turns_ =
        std::make_unique<turns::Turns>(loop_, *store_, *keys_, bundle_, clock_, metrics_, news_);
    make_web_chat();
    make_post_office();
    make_hooks();
    make_desk();
    const auto voices = [this](const std::string& channel) { return roads_->voice_of(channel); };
    alarm_clock_ = std::make_unique<AlarmClock>(loop_, *store_, *turns_, voices, clock_);
    make_reloader(std::move(fresh));
    make_upkeep();
    make_monitoring();
}

void App::make_web_chat() {
    for (const auto& [name, voice] : roads_->voices()) {
        if (voice.channel) continue;
        const chat::FrontDesk::Tools tools{*store_, *turns_, news_, clock_};
        web_chat_ = std::make_unique<chat::WebChat>(loop_, name, tools);
    }
}

void App::make_post_office() {
    auto ways = roads_->ways();
    // On the writer's thread: the organisation is the one the gateway began with.
    ways.case_no = [this](Connection& connection, Time now) {
        return turns::next_case_number(connection, turns::case_series(bundle_->organisation, now));
    };
    ways.groups = {roads_->groups(), config_.public_url + "/desk/"};
    turns_->tell(ways.groups);
    PostOffice::Tools tools{
        loop_, *store_, clock_, metrics_, news_, config_.quiet_hours, channel_log_, ways};
    post_office_ = std::make_unique<PostOffice>(std::move(tools));
}

void App::make_hooks() {
    std::map<std::string, Hooks::Entry> entries;
    for (const auto& settings : config_.channels) {
        const auto voice = roads_->voice_of(settings.name);
        const auto* channel = voice.channel;
        if (!channel) continue;
        auto& entry = entries[settings.name];
        entry = {channel, voice};
        entry.settle = [this, name = settings.name](channels::Pressed pressed) {
            post_office_->settle(name, std::move(pressed));
        };
        auto& client = post_office_->add(settings, *channel);
        if (channel->capabilities().media) add_fetcher(settings, voice);
        if (!channel->pulls().empty()) add_puller(entry, client);
    }
    const Reception::Tools reception{*store_, *turns_, post_office_->receipts(), metrics_, clock_};
    const Hooks::Tools tools{reception, channel_log_};
    hooks_ = std::make_unique<Hooks>(std::move(entries), tools);
}

// Whatever is in force is kept, so that conversations can be finished by it.
void App::make_reloader(FreshBundle fresh) {
    const auto keep = [this](FreshBundle bundle) {
        return shelve(*store_, std::move(bundle), turns_->editions(), clock_());
    };
    ops::spawn(loop_, "shelve", keep(std::move(fresh)));
    reloader_ = std::make_unique<Reloader>(loop_, config_, [this, keep](FreshBundle changed) {
        turns_->use(changed.bundle);
        left_out_.tell(changed.left_out);
        return keep(std::move(changed));
    });
}

// What the gateway does for itself, now and then.
void App::make_upkeep() {
    const Caretaker::Tools care{loop_, *store_, clock_, *vault_, disk_, config_.media};
    caretaker_ = std::make_unique<Caretaker>(care);
    const auto log_folder = config_.data_dir / "channels";
    channel_journal_ = std::make_unique<ChannelJournal>(loop_, channel_log_, disk_, log_folder);
    new_day_ = std::make_unique<NewDay>(loop_, clock_, [this] {
        reloader_->reload();
        caretaker_->tend();
    });
}

void App::add_puller(Hooks::Entry& entry, http::Client& client) {
    const auto mark = [this, channel = entry.channel](std::vector<channels::Receipt> receipts) {
        return post_office_->receipts().keep(*channel, std::move(receipts));
    };
    auto* log = &channel_log_.of(entry.channel->name());
    Puller::Tools tools{loop_, *store_, client, *turns_, clock_, mark, metrics_, log};
    auto puller = std::make_unique<Puller>(*entry.channel, entry.voice, std::move(tools));
    entry.pull = [waked = puller.get()](channels::Pull pull) { waked->wake(std::move(pull)); };
    pullers_.push_back(std::move(puller));
}

void App::add_fetcher(const config::Channel& settings, const turns::Voice& voice) {
    Fetcher::Tools tools{loop_, *store_, *turns_, news_, clock_, *vault_, disk_, config_.media};
    tools.log = &channel_log_.of(settings.name);
    fetchers_.push_back(std::make_unique<Fetcher>(settings, *voice.channel, voice, std::move(tools))
    );
}

void App::make_desk() {
    const auto reload = [this] { reloader_->reload(); };
    DeskParts parts{
        loop_, *store_, news_, clock_, config_, *keys_, *roads_, *turns_, metrics_, reload};
    desk_ = std::make_unique<desk::Api>(desk_tools(std::move(parts)));
}

void App::make_monitoring() {
    const Monitored monitored{
        config_, *store_, *reloader_, left_out_, *post_office_, pullers_, web_chat_, doors_};
    add_checks(health_, monitored);
    add_gauges(metrics_, monitored);
}

Result<void> App::add_routes(http::Router& router) {
    const std::vector<std::string> origins{config_.public_url};
    hooks_->add_to(router);
    if (web_chat_) web_chat_->add_to(router, origins);
    desk_->add_routes(router);
    guide::add_routes(
        router, [this] { return turns_->bundle(); }, config_.public_url
    );
    add_answer_page(router, *store_, clock_);
    return add_pages(router, config_.pages);
}

Result<void> App::open() {
    http::Router public_routes;
    if (auto added = add_routes(public_routes); !added) return added;
    http::Router admin_routes;
    http::add_admin_routes(admin_routes, health_, metrics_);
    http::add_channel_log_route(admin_routes, channel_log_);
    auto doors = Doors::open(loop_, config_, std::move(public_routes), std::move(admin_routes));
    if (!doors) return doors.error();
    doors_ = std::move(*doors);

    post_office_->start();
    for (const auto& puller : pullers_)
        puller->start();
    for (const auto& fetcher : fetchers_)
        fetcher->start();
    alarm_clock_->start();
    reloader_->watch();
    new_day_->start();
    caretaker_->tend();
    channel_journal_->start();
    ops::log::info("serving", {{"listen", config_.listen}, {"admin", config_.admin_listen}});
    return {};
}

bool App::is_idle() const {
    const auto idle = [](const auto& one) { return one->is_idle(); };
    return post_office_->is_idle() && caretaker_->is_idle() &&
           std::ranges::all_of(pullers_, idle) && std::ranges::all_of(fetchers_, idle);
}

asio::awaitable<void> App::wait_until(bool (App::*done)() const) const {
    while (!(this->*done)()) {
        asio::steady_timer moment(loop_, std::chrono::milliseconds(20));
        co_await moment.async_wait(asio::use_awaitable);
    }
}

asio::awaitable<void> App::drain() {
    health_.drain();
    ops::log::info("draining");
    alarm_clock_->stop();
    reloader_->stop();
    new_day_->stop();
    doors_->stop_accepting();
    if (web_chat_) web_chat_->dismiss();
    desk_->stop();
    for (const auto& puller : pullers_)
        puller->stop();
    for (const auto& fetcher : fetchers_)
        fetcher->stop();
    co_await doors_->drain();
    post_office_->stop();
    // Sends under way end by their own deadlines; their outcomes should still be kept.
    co_await wait_until(&App::is_idle);
    channel_journal_->stop();
    co_await wait_until(&App::has_logged_all);
    co_await doors_->close();
    ops::log::info("stopped");
}

}  // namespace gateway
