#include "gateway/doors.h"

#include "gateway/http/files.h"
#include "gateway/ops/log.h"

namespace gateway {

namespace asio = boost::asio;
using dialogs::Result;

namespace {

// Requests and sends under way get this long when the gateway stops.
constexpr std::chrono::seconds drain_within{10};

}  // namespace

Result<std::unique_ptr<Doors>> Doors::open(
    asio::io_context& loop, const config::Config& config, http::Router world, http::Router admin
) {
    std::unique_ptr<Doors> doors(new Doors(loop, std::move(world), std::move(admin)));
    if (auto listening = doors->world_.listen(config.listen); !listening) return listening.error();
    if (auto listening = doors->admin_.listen(config.admin_listen); !listening)
        return listening.error();
    return doors;
}

Doors::Doors(asio::io_context& loop, http::Router world, http::Router admin)
    : world_(loop, std::move(world)), admin_(loop, std::move(admin)) {}

asio::awaitable<void> Doors::drain() { co_await world_.drain(drain_within); }

asio::awaitable<void> Doors::close() { co_await admin_.drain(std::chrono::seconds(1)); }

Result<void> add_pages(http::Router& router, const std::filesystem::path& pages) {
    if (!std::filesystem::exists(pages)) {
        ops::log::warn("no_pages", {{"folder", pages.string()}});
        return {};
    }
    for (const auto& [prefix, folder] :
         {std::pair("/", "home"), {"/chat/", "chat"}, {"/desk/", "desk"}, {"/m/", "m"}}) {
        auto served = http::serve_files(router, prefix, pages / folder);
        if (!served) return served;
    }
    return {};
}

}  // namespace gateway
