#include "gateway/desk/api.h"

#include "gateway/desk/error_json.h"
#include "gateway/desk/routes.h"
#include "gateway/desk/tidy.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace gateway::desk {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::minutes tidy_every{10};

}  // namespace

struct Api::State {
    explicit State(ApiTools given) : tools(std::move(given)), timer(tools.loop) {}

    asio::awaitable<void> keep_tidy();

    ApiTools tools;
    Exchange exchange{tools};
    PasswordCheck passwords{tools.loop};
    Live live{exchange};
    asio::steady_timer timer;
    bool stopping = false;
};

asio::awaitable<void> Api::State::keep_tidy() {
    constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);
    while (!stopping) {
        timer.expires_after(tidy_every);
        auto [cancelled] = co_await timer.async_wait(as_tuple);
        if (cancelled) break;
        const auto now = tools.clock();
        std::function<Result<void>(Connection&)> job = [now](Connection& connection) {
            return tidy(connection, now);
        };
        // What could not be thrown away now is thrown away next time.
        (void)co_await tools.store.write<void>(std::move(job));
    }
}

Api::Api(ApiTools tools) : state_(std::make_shared<State>(std::move(tools))) {
    std::weak_ptr<State> weak = state_;
    state_->tools.news.listen([weak](const Committed&) {
        if (auto state = weak.lock()) state->live.wake();
    });
    asio::co_spawn(
        state_->tools.loop, [state = state_] { return state->keep_tidy(); }, asio::detached
    );
}

Api::~Api() { stop(); }

void Api::add_routes(http::Router& router) {
    router.errors("/api/v1", give_error_form);
    const auto nowhere = http::immediate([](const http::Request&) { return http::plain(404); });
    for (const auto* method : {"GET", "POST", "PUT", "PATCH", "DELETE"})
        router.add(method, "/api/v1/{path*}", nowhere);
    add_auth_routes(router, state_->exchange, state_->passwords, state_->live);
    add_inbox_routes(router, state_->exchange);
    add_conversation_routes(router, state_->exchange);
    add_transcript_routes(router, state_->exchange);
    add_act_routes(router, state_->exchange);
    add_case_routes(router, state_->exchange);
    add_article_routes(router, state_->exchange);
    add_question_routes(router, state_->exchange);
    add_dead_letter_routes(router, state_->exchange);
    add_notice_routes(router, state_->exchange);
    state_->live.add_route(router);
}

void Api::stop() {
    state_->stopping = true;
    state_->timer.cancel();
    state_->live.stop();
}

}  // namespace gateway::desk
