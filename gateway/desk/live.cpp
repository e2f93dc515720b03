#include "gateway/desk/live.h"

#include "gateway/desk/feed.h"
#include "gateway/desk/open_page.h"
#include "gateway/desk/replies.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <map>

namespace gateway::desk {
namespace {

namespace asio = boost::asio;
using http::Request;
using http::SocketPtr;

constexpr std::uint16_t service_restart = 1012;
constexpr std::uint16_t try_again_later = 1013;
// How soon a page of a closed account or an ended session is shut.
constexpr std::chrono::seconds check_every{5};

using PagePtr = std::shared_ptr<OpenPage>;

// Who each session that was asked for belongs to; nobody when it has ended.
using Clerks = std::map<std::string, std::optional<storage::Clerk>>;

}  // namespace

struct Live::State : std::enable_shared_from_this<State> {
    State(const Exchange& e) : exchange(e), tools(e.tools()), timer(e.tools().loop) {}

    void open(SocketPtr socket, const Request& request);
    void hear(const SocketPtr& socket, const std::string& text);
    void close(const SocketPtr& socket);
    void wake();
    void stop();

    asio::awaitable<http::Reply> admit(Request request);
    asio::awaitable<void> greet(PagePtr page);
    asio::awaitable<void> pump();
    asio::awaitable<void> watch();
    asio::awaitable<Result<Feed>> read_feed(std::int64_t seq);
    asio::awaitable<Result<Clerks>> read_clerks();

    std::vector<PagePtr> all_pages() const;
    void start_watching();

    const Exchange& exchange;
    const ApiTools& tools;
    std::map<http::Socket*, PagePtr> pages;
    std::int64_t told = 0;  // greeted pages know everything up to here
    bool pumping = false;
    bool again = false;  // woken while pumping
    bool watching = false;
    bool stopping = false;
    asio::steady_timer timer;
};

asio::awaitable<http::Reply> Live::State::admit(Request request) {
    if (stopping || pages.size() >= pages_max) {
        co_return error_reply(503, "unavailable", "连接太多，请稍后再试");
    }
    Job job = [](Connection&, const Caller&, Time) -> Result<JobAnswer> {
        return JobAnswer{101, {}, {}};
    };
    co_return co_await exchange.read(std::move(request), std::move(job));
}

void Live::State::open(SocketPtr socket, const Request& request) {
    auto page = std::make_shared<OpenPage>(socket, exchange.session_of(request));
    pages.emplace(socket.get(), std::move(page));
    start_watching();
}

void Live::State::hear(const SocketPtr& socket, const std::string& text) {
    const auto found = pages.find(socket.get());
    if (found == pages.end()) return;
    const auto& page = found->second;
    if (!page->hear(text)) return;
    auto self = shared_from_this();
    asio::co_spawn(
        tools.loop, [self, page = page] { return self->greet(page); }, asio::detached
    );
}

void Live::State::close(const SocketPtr& socket) {
    pages.erase(socket.get());
    if (pages.empty()) told = 0;  // nobody is behind: the next page begins where it is
}

// A copy: sending may close a page that is too slow, and take it out of the map.
std::vector<PagePtr> Live::State::all_pages() const {
    std::vector<PagePtr> all;
    for (const auto& [socket, page] : pages)
        all.push_back(page);
    return all;
}

asio::awaitable<Result<Feed>> Live::State::read_feed(std::int64_t seq) {
    auto organisation = tools.organisation;
    std::function<Result<Feed>(Connection&)> job = [seq, organisation](Connection& connection) {
        return feed_after(connection, seq, organisation);
    };
    auto feed = co_await tools.store.read<Feed>(std::move(job));
    co_return feed;
}

asio::awaitable<Result<Clerks>> Live::State::read_clerks() {
    std::vector<std::string> sessions;
    for (const auto& page : all_pages())
        sessions.push_back(page->session());
    const auto now = tools.clock();
    std::function<Result<Clerks>(Connection&)> job = [sessions, now](Connection& connection
                                                     ) -> Result<Clerks> {
        Clerks clerks;
        for (const auto& session : sessions) {
            auto caller = find_caller(connection, session, now);
            if (!caller) return caller.error();
            auto& clerk = clerks[session];
            if (*caller) clerk = (*caller)->clerk;
        }
        return clerks;
    };
    auto clerks = co_await tools.store.read<Clerks>(std::move(job));
    co_return clerks;
}

// From its hello on a page gets every event exactly once: what it missed first, and then, without
// a wait between, its place among those who are told.
asio::awaitable<void> Live::State::greet(PagePtr page) {
    auto clerks = co_await read_clerks();
    if (!clerks) {
        page->close(try_again_later, "try again");
        co_return;
    }
    const auto known = clerks->find(page->session());
    if (known == clerks->end()) co_return;  // closed meanwhile
    if (!page->recognise(known->second)) co_return;

    auto feed = co_await read_feed(page->seq());
    if (!feed) {
        page->close(try_again_later, "try again");
        co_return;
    }
    page->welcome(*feed);
    // It may be ahead of the others or behind them: the next round brings all to the same place.
    told = std::min(told == 0 ? page->seq() : told, page->seq());
    wake();
}

void Live::State::wake() {
    again = true;
    if (pumping || pages.empty() || stopping) return;
    pumping = true;
    auto self = shared_from_this();
    asio::co_spawn(
        tools.loop, [self] { return self->pump(); }, asio::detached
    );
}

asio::awaitable<void> Live::State::pump() {
    while (again && !pages.empty() && !stopping) {
        again = false;
        auto feed = co_await read_feed(told);
        if (!feed) break;  // told at the next commit
        for (const auto& page : all_pages()) {
            if (page->is_greeted()) page->tell(*feed);
        }
        told = feed->last;
    }
    pumping = false;
}

void Live::State::start_watching() {
    if (watching || stopping) return;
    watching = true;
    auto self = shared_from_this();
    asio::co_spawn(
        tools.loop, [self] { return self->watch(); }, asio::detached
    );
}

// Rights may be taken away by another process, too: looked up anew while any page is open.
asio::awaitable<void> Live::State::watch() {
    constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);
    while (!pages.empty() && !stopping) {
        timer.expires_after(check_every);
        auto [cancelled] = co_await timer.async_wait(as_tuple);
        if (cancelled || stopping) break;
        auto clerks = co_await read_clerks();
        if (!clerks) continue;
        for (const auto& page : all_pages()) {
            const auto known = clerks->find(page->session());
            if (known == clerks->end()) continue;  // came while we asked
            (void)page->recognise(known->second);
        }
    }
    watching = false;
}

void Live::State::stop() {
    stopping = true;
    timer.cancel();
    for (const auto& page : all_pages())
        page->close(service_restart, "restarting");
}

Live::Live(const Exchange& exchange) : state_(std::make_shared<State>(exchange)) {}

Live::~Live() { stop(); }

void Live::add_route(http::Router& router) {
    http::SocketOptions options;
    options.message_max = 4096;
    if (!state_->tools.public_url.empty()) options.origins = {state_->tools.public_url};
    http::SocketHandler handler;
    handler.admit = [state = state_](Request request) { return state->admit(std::move(request)); };
    handler.on_open = [state = state_](SocketPtr socket, const Request& request) {
        state->open(std::move(socket), request);
    };
    handler.on_text = [state = state_](SocketPtr socket, std::string text) {
        state->hear(socket, text);
    };
    handler.on_close = [state = state_](SocketPtr socket) { state->close(socket); };
    router.socket("/api/v1/ws", std::move(options), std::move(handler));
}

void Live::wake() { state_->wake(); }

void Live::revoke(const std::string& session) {
    for (const auto& page : state_->all_pages()) {
        if (page->session() == session) page->shut();
    }
}

void Live::stop() { state_->stop(); }

}  // namespace gateway::desk
