#include "gateway/app.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/ops/log.h"
#include "gateway/ops/task.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <sys/resource.h>

#include <csignal>

namespace gateway::cli {
namespace {

namespace asio = boost::asio;

asio::awaitable<void> shut_down(App* app, asio::io_context* loop) {
    co_await app->drain();
    loop->stop();
}

// What is wrong with a file is told with its place, and with nothing before it.
int refuse(const Error& error) {
    const auto* end = error.detail.ends_with('\n') ? "" : "\n";
    if (error.fault == Fault::malformed)
        fmt::print(stderr, "{}{}", error.detail, end);
    else
        complain(error.detail);
    return exit_code_of(error);
}

// SIGHUP: look at the scripts again, now.
asio::awaitable<void> reload_when_told(App* app, asio::io_context* loop) {
    asio::signal_set hang_up(*loop, SIGHUP);
    for (;;) {
        boost::system::error_code failed;
        co_await hang_up.async_wait(asio::redirect_error(asio::use_awaitable, failed));
        if (failed) co_return;
        app->reload();
    }
}

// A connection is a file; the usual soft limit of 1,024 is far below what the server may hold.
void allow_many_files() {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &files);
}

}  // namespace

int serve(const std::string& file) {
    auto config = read_config(file);
    if (!config) return bad_input;
    ops::log::open(2, ops::log::Level::info);
    // A page that went away while it was written to is no reason to die.
    std::signal(SIGPIPE, SIG_IGN);
    allow_many_files();

    asio::io_context loop(1);
    auto app = App::build(loop, std::move(*config), ops::system_clock());
    if (!app) return refuse(app.error());
    if (auto opened = (*app)->open(); !opened) return refuse(opened.error());
    asio::signal_set signals(loop, SIGTERM, SIGINT);
    signals.async_wait([&](boost::system::error_code, int) {
        ops::spawn(loop, "drain", shut_down(app->get(), &loop));
    });
    ops::spawn(loop, "reload", reload_when_told(app->get(), &loop));
    loop.run();
    ops::log::flush();
    return done;
}

}  // namespace gateway::cli
