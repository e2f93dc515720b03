#include "gateway/app.h"

#include "dialogs/text/warm_up.h"
#include "gateway/bundle_loader.h"
#include "gateway/channel_registry.h"
#include "gateway/desk/journal.h"
#include "gateway/editing_tools.h"
#include "gateway/guide/routes.h"
#include "gateway/http/admin.h"
#include "gateway/http/files.h"
#include "gateway/ops/log.h"
#include "gateway/ops/task.h"
#include "gateway/shelf.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace gateway {
namespace {

namespace asio = boost::asio;

// A disk this full stops being told "ready": what still arrives is refused, not half kept.
constexpr std::uintmax_t disk_low_bytes = 64 * 1024 * 1024;
// Requests and sends under way get this long when the gateway stops.
constexpr std::chrono::seconds drain_within{10};

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
    if (auto made = app->make_channels(); !made) return made.error();

    auto store = Store::open(loop, app->config_.data_dir, [](const Error& error) {
        ops::log::error("commit_outcome_unknown", {{"why", error.detail}});
        ops::log::flush();
        std::_Exit(75);
    });
    if (!store) return store.error();
    app->store_ = std::move(*store);
    app->take_versions(*fresh);
    app->make_services(std::move(*fresh));
    app->add_checks();
    return app;
}

App::App(asio::io_context& loop, config::Config config, ops::Clock clock)
    : loop_(loop), config_(std::move(config)), clock_(std::move(clock)) {}

// What the county has worded itself can be read only from a migrated database, and must not keep
// the gateway down.
void App::take_versions(FreshBundle& fresh) {
    const auto now = clock_();
    const auto versions = replacements_in_force(config_, now);
    if (versions && versions->empty()) return;
    auto worded =
        versions ? read_bundle(config_, now, *versions) : Result<FreshBundle>(versions.error());
    if (worded)
        fresh = std::move(*worded);
    else
        ops::log::error("article_versions_refused", {{"why", worded.error().detail}});
}

Result<void> App::make_channels() {
    for (const auto& settings : config_.channels) {
        auto channel = channels::make(settings, config_.public_url);
        if (!channel) return channel.error();
        turns::Voice voice;
        voice.profile = config::profile_of(settings);
        if (voice.profile != "web") voice.channel = channel->get();
        voices_[settings.name] = voice;
        channels_[settings.name] = std::move(*channel);
    }
    return {};
}

void App::make_services(FreshBundle fresh) {
    bundle_ = fresh.bundle;
    turns_ =
        std::make_unique<turns::Turns>(loop_, *store_, *keys_, bundle_, clock_, metrics_, news_);
    std::map<std::string, Hooks::Entry> hooks;
    for (const auto& [name, voice] : voices_) {
        if (!voice.channel) {
            const chat::FrontDesk::Tools tools{*store_, *turns_, news_, clock_};
            front_ = std::make_unique<chat::FrontDesk>(name, tools);
            sockets_ = std::make_unique<chat::Sockets>(loop_, *front_, news_);
            polls_ = std::make_unique<chat::Polls>(loop_, *front_, news_);
            continue;
        }
        hooks[name] = {voice.channel, voice};
    }
    PostOffice::Tools post_tools{
        loop_, *store_, clock_, metrics_, news_, config_.quiet_hours, plan(), channel_log_};
    post_office_ = std::make_unique<PostOffice>(std::move(post_tools));
    for (const auto& settings : config_.channels) {
        const auto* channel = voices_.at(settings.name).channel;
        if (!channel) continue;
        auto& client = post_office_->add(settings, *channel);
        if (!channel->pulls().empty()) add_puller(hooks[settings.name], client);
    }
    const Hooks::Tools hook_tools{*store_, *turns_, news_, metrics_, clock_, channel_log_};
    hooks_ = std::make_unique<Hooks>(std::move(hooks), hook_tools);
    make_desk();
    const auto voices = [this](const std::string& channel) { return voice_of(channel); };
    alarm_clock_ = std::make_unique<AlarmClock>(loop_, *store_, *turns_, voices, clock_);
    make_reloader(std::move(fresh));
}

// Whatever is in force is kept, so that conversations can be finished by it.
void App::make_reloader(FreshBundle fresh) {
    const auto keep = [this](FreshBundle bundle) {
        ops::spawn(
            loop_, "shelve", shelve(*store_, std::move(bundle), turns_->editions(), clock_())
        );
    };
    keep(std::move(fresh));
    reloader_ = std::make_unique<Reloader>(loop_, config_, [this, keep](FreshBundle changed) {
        turns_->use(changed.bundle);
        keep(std::move(changed));
    });
    new_day_ = std::make_unique<NewDay>(loop_, clock_, [this] { reloader_->reload(); });
}

void App::add_puller(Hooks::Entry& entry, http::Client& client) {
    const auto mark = [this, channel = entry.channel](std::vector<channels::Receipt> receipts) {
        return hooks_->mark(*channel, std::move(receipts));
    };
    Puller::Tools tools{loop_, *store_, client, *turns_, clock_, mark};
    auto puller = std::make_unique<Puller>(*entry.channel, entry.voice, std::move(tools));
    entry.pull = [waked = puller.get()](channels::Pull pull) { waked->wake(std::move(pull)); };
    pullers_.push_back(std::move(puller));
}

desk::Plan App::plan() const {
    return [this](const std::string& channel, const std::string& text) {
        const auto voice = voice_of(channel);
        dialogs::Say say;
        say.text = text;
        return voice.channel ? voice.channel->plan(say) : std::vector<std::string>{};
    };
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
        plan(),
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
        const auto voice = voice_of(channel);
        return voice.channel ? voice.channel->capabilities() : channels::Capabilities{};
    };
    desk_ = std::make_unique<desk::Api>(std::move(tools));
}

turns::Voice App::voice_of(const std::string& channel) const {
    const auto found = voices_.find(channel);
    return found == voices_.end() ? turns::Voice{} : found->second;
}

void App::add_checks() {
    health_.add("database", [this]() -> Result<void> {
        if (store_->waiting() > storage::Writer::max_waiting / 2)
            return Error{Fault::busy, "the writer is far behind"};
        return {};
    });
    health_.add("disk", [this]() -> Result<void> {
        std::error_code failed;
        const auto space = std::filesystem::space(config_.data_dir, failed);
        if (failed) return Error{Fault::unavailable, failed.message()};
        if (space.available < disk_low_bytes) return Error{Fault::unavailable, "under 64 MB free"};
        return {};
    });
    // Shown: the old ones still serve.
    health_.add(
        "scripts", [this] { return reloader_->state(); }, false
    );
    post_office_->add_checks(health_);
    metrics_.on_scrape([this] {
        metrics_.queue_depth("writer").set(static_cast<double>(store_->waiting()));
        if (polls_) metrics_.queue_depth("polls").set(static_cast<double>(polls_->waiting()));
        post_office_->refresh_metrics();
        if (public_server_)
            metrics_.http_connections().set(static_cast<double>(public_server_->counts().connections
            ));
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
    return add_pages(router);
}

Result<void> App::add_pages(http::Router& router) {
    if (!std::filesystem::exists(config_.pages)) {
        ops::log::warn("no_pages", {{"folder", config_.pages.string()}});
        return {};
    }
    for (const auto& [prefix, folder] :
         {std::pair("/", "home"), {"/chat/", "chat"}, {"/desk/", "desk"}, {"/m/", "m"}}) {
        auto served = http::serve_files(router, prefix, config_.pages / folder);
        if (!served) return served;
    }
    return {};
}

Result<void> App::open() {
    http::Router public_routes;
    if (auto added = add_routes(public_routes); !added) return added;
    public_server_ = std::make_unique<http::Server>(loop_, std::move(public_routes));
    if (auto listening = public_server_->listen(config_.listen); !listening) return listening;

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
    admin_server_ = std::make_unique<http::Server>(loop_, std::move(admin_routes));
    if (auto listening = admin_server_->listen(config_.admin_listen); !listening) return listening;

    post_office_->start();
    for (const auto& puller : pullers_)
        puller->start();
    alarm_clock_->start();
    reloader_->watch();
    new_day_->start();
    ops::log::info("serving", {{"listen", config_.listen}, {"admin", config_.admin_listen}});
    return {};
}

asio::awaitable<void> App::drain() {
    health_.drain();
    ops::log::info("draining");
    alarm_clock_->stop();
    reloader_->stop();
    new_day_->stop();
    public_server_->stop_accepting();
    if (sockets_) sockets_->dismiss();
    if (polls_) polls_->release();
    desk_->stop();
    for (const auto& puller : pullers_)
        puller->stop();
    co_await public_server_->drain(drain_within);
    post_office_->stop();
    // Sends under way end by their own deadlines; their outcomes should still be kept.
    while (!post_office_->is_idle()) {
        asio::steady_timer moment(loop_, std::chrono::milliseconds(20));
        co_await moment.async_wait(asio::use_awaitable);
    }
    for (const auto& puller : pullers_) {
        while (!puller->is_idle()) {
            asio::steady_timer moment(loop_, std::chrono::milliseconds(20));
            co_await moment.async_wait(asio::use_awaitable);
        }
    }
    co_await admin_server_->drain(std::chrono::seconds(1));
    ops::log::info("stopped");
}

}  // namespace gateway
