#include "gateway/app.h"

#include "dialogs/text/warm_up.h"
#include "gateway/answer_page.h"
#include "gateway/bundle_loader.h"
#include "gateway/desk/journal.h"
#include "gateway/editing_tools.h"
#include "gateway/guide/routes.h"
#include "gateway/http/admin.h"
#include "gateway/ops/log.h"
#include "gateway/ops/task.h"
#include "gateway/shelf.h"
#include "gateway/turns/case_numbers.h"
#include "storage/sequences.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace gateway {
namespace {

namespace asio = boost::asio;

// A disk this full stops being told "ready": what still arrives is refused, not half kept.
constexpr std::uintmax_t disk_low_bytes = 64 * 1024 * 1024;
}  // namespace

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
    app->take_versions(*fresh);
    app->make_services(std::move(*fresh));
    app->add_checks();
    app->feed_metrics();
    return app;
}

App::App(asio::io_context& loop, config::Config config, ops::Clock clock)
    : loop_(loop), config_(std::move(config)), clock_(std::move(clock)) {}

// What the county has worded itself can be read only from a migrated database, and must not keep
// the gateway down.
void App::take_versions(FreshBundle& fresh) {
    const auto now = clock_();
    const auto words = words_in_force(config_, now);
    if (words && words->articles.empty() && words->phrasings.empty()) return;
    auto worded = read_bundle_in_force(config_, now);
    if (worded)
        fresh = std::move(*worded);
    else
        ops::log::error("article_versions_refused", {{"why", worded.error().detail}});
    tell_left_out(fresh);
}

void App::tell_left_out(const FreshBundle& fresh) {
    versions_left_out_.clear();
    for (const auto& why : fresh.left_out) {
        ops::log::error("article_version_left_out", {{"why", why}});
        versions_left_out_ += (versions_left_out_.empty() ? "" : "; ") + why;
    }
}

void App::make_services(FreshBundle fresh) {
    bundle_ = fresh.bundle;
    turns_ =
        std::make_unique<turns::Turns>(loop_, *store_, *keys_, bundle_, clock_, metrics_, news_);
    std::map<std::string, Hooks::Entry> hooks;
    for (const auto& [name, voice] : roads_->voices()) {
        if (!voice.channel) {
            const chat::FrontDesk::Tools tools{*store_, *turns_, news_, clock_};
            front_ = std::make_unique<chat::FrontDesk>(name, tools);
            sockets_ = std::make_unique<chat::Sockets>(loop_, *front_, news_);
            polls_ = std::make_unique<chat::Polls>(loop_, *front_, news_);
            continue;
        }
        hooks[name] = {voice.channel, voice};
        hooks[name].settle = [this, channel = name](channels::Pressed pressed) {
            post_office_->settle(channel, std::move(pressed));
        };
    }
    const desk::Groups groups{roads_->groups(), config_.public_url + "/desk/"};
    turns_->tell(groups);
    PostOffice::Tools post_tools{
        loop_,
        *store_,
        clock_,
        metrics_,
        news_,
        config_.quiet_hours,
        roads_->plan(),
        channel_log_,
        roads_->file(),
        [this](const std::string& channel) { return roads_->fallback_of(channel); },
        [this](const std::string& channel) { return roads_->name_of(channel); },
        [this](Connection& connection, Time now) { return new_case_no(connection, now); },
        groups};
    post_office_ = std::make_unique<PostOffice>(std::move(post_tools));
    for (const auto& settings : config_.channels) {
        const auto voice = roads_->voice_of(settings.name);
        const auto* channel = voice.channel;
        if (!channel) continue;
        auto& client = post_office_->add(settings, *channel);
        if (channel->capabilities().media) add_fetcher(settings, voice);
        if (!channel->pulls().empty()) add_puller(hooks[settings.name], client);
    }
    const Reception::Tools reception{*store_, *turns_, post_office_->receipts(), metrics_, clock_};
    const Hooks::Tools hook_tools{reception, channel_log_};
    hooks_ = std::make_unique<Hooks>(std::move(hooks), hook_tools);
    make_desk();
    const auto voices = [this](const std::string& channel) { return roads_->voice_of(channel); };
    alarm_clock_ = std::make_unique<AlarmClock>(loop_, *store_, *turns_, voices, clock_);
    make_reloader(std::move(fresh));
}

// Whatever is in force is kept, so that conversations can be finished by it.
void App::make_reloader(FreshBundle fresh) {
    const auto keep = [this](FreshBundle bundle) {
        return shelve(*store_, std::move(bundle), turns_->editions(), clock_());
    };
    ops::spawn(loop_, "shelve", keep(std::move(fresh)));
    reloader_ = std::make_unique<Reloader>(loop_, config_, [this, keep](FreshBundle changed) {
        turns_->use(changed.bundle);
        tell_left_out(changed);
        return keep(std::move(changed));
    });
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

// On the writer's thread: the organisation is the one the gateway began with.
Result<std::string> App::new_case_no(Connection& connection, Time now) const {
    const auto series = turns::case_series(bundle_->organisation, now);
    auto number = storage::sequences::next(connection, series);
    if (!number) return number.error();
    return turns::case_number(series, *number);
}

void App::make_desk() {
    const auto title_of = [bundle = bundle_](std::string_view topic) {
        const auto* article = bundle->library.find(topic);
        return article ? article->title : std::string(topic);
    };
    desk::ApiTools tools{
        loop_,
        *store_,
        news_,
        clock_,
        std::shared_ptr<const config::Organisation>(bundle_, &bundle_->organisation),
        *keys_,
        roads_->plan(),
        title_of,
        config_.public_url,
        [this] {
            const auto& bundle = turns_->bundle();
            return std::shared_ptr<const knowledge::Library>(bundle, &bundle->library);
        },
        editing_tools(
            [this] { return turns_->bundle(); },
            clock_,
            config_.articles,
            [this] { reloader_->reload(); }
        ),
    };
    tools.quiet_hours = config_.quiet_hours;
    tools.capabilities = [this](const std::string& channel) {
        return roads_->capabilities(channel);
    };
    tools.file = roads_->file();
    tools.media_folder = config_.data_dir / "media";
    tools.failed_logins = metrics_.failed_logins();
    desk_ = std::make_unique<desk::Api>(std::move(tools));
}

void App::add_checks() {
    health_.add("database", [this]() -> Result<void> {
        if (store_->waiting() > storage::Writer::max_waiting / 2)
            return Error{Fault::busy, "the writer is far behind"};
        return store_->state();
    });
    health_.add("disk", [this]() -> Result<void> {
        std::error_code failed;
        const auto space = std::filesystem::space(config_.data_dir, failed);
        if (failed) return Error{Fault::unavailable, failed.message()};
        if (space.available < disk_low_bytes) return Error{Fault::unavailable, "under 64 MB free"};
        return {};
    });
    // Shown: what comes by SMS and WeChat needs none.
    const auto has_pages = [this]() -> Result<void> {
        if (std::filesystem::exists(config_.pages)) return {};
        return Error{Fault::not_found, "there is no " + config_.pages.string()};
    };
    health_.add("pages", has_pages, false);
    // Shown: the old ones still serve.
    health_.add(
        "scripts", [this] { return reloader_->state(); }, false
    );
    health_.add(
        "articles",
        [this]() -> Result<void> {
            if (versions_left_out_.empty()) return {};
            return Error{Fault::malformed, "left out: " + versions_left_out_};
        },
        false
    );
    post_office_->add_checks(health_);
    // Shown, as a channel's sending is: the others must not suffer from it.
    for (const auto& puller : pullers_) {
        const auto* one = puller.get();
        health_.add(
            "fetching " + one->channel(), [one] { return one->state(); }, false
        );
    }
}

void App::feed_metrics() {
    store_->on_commit([commits = metrics_.journal_commit()](auto took) { commits.observe(took); });
    metrics_.on_scrape([this] {
        std::error_code none_yet;
        const auto wal = std::filesystem::file_size(config_.data_dir / "yimen.db-wal", none_yet);
        metrics_.wal_bytes().set(none_yet ? 0 : static_cast<double>(wal));
        std::error_code failed;
        const auto space = std::filesystem::space(config_.data_dir, failed);
        if (!failed) metrics_.disk_free_bytes().set(static_cast<double>(space.available));
        metrics_.queue_depth("writer").set(static_cast<double>(store_->waiting()));
        if (polls_) metrics_.queue_depth("polls").set(static_cast<double>(polls_->waiting()));
        post_office_->refresh_metrics();
        if (doors_) metrics_.http_connections().set(static_cast<double>(doors_->connections()));
        metrics_.log_dropped().set(static_cast<double>(ops::log::dropped()));
    });
}

Result<void> App::add_routes(http::Router& router) {
    const std::vector<std::string> origins{config_.public_url};
    hooks_->add_to(router);
    if (sockets_) sockets_->add_to(router, origins);
    if (polls_) polls_->add_to(router);
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
    const auto show_log = [this](const http::Request& request) {
        const auto* exchanges = channel_log_.find(request.param("channel"));
        if (!exchanges) return http::plain(404);
        http::Reply reply;
        reply.type = "text/plain; charset=utf-8";
        reply.body = exchanges->text();
        return reply;
    };
    admin_routes.add("GET", "/channels/{channel}/log", http::immediate(show_log));
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
    if (sockets_) sockets_->dismiss();
    if (polls_) polls_->release();
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
