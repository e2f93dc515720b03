#pragma once
#include "gateway/config/config.h"
#include "gateway/http/server.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <memory>

namespace gateway {

// The two listeners: one for the world, one for who runs the machine. Loop thread.
class Doors {
public:
    // Faults: unavailable when an address is taken.
    static dialogs::Result<std::unique_ptr<Doors>> open(
        boost::asio::io_context& loop,
        const config::Config& config,
        http::Router world,
        http::Router admin
    );

    std::uint16_t port() const { return world_.port(); }
    std::size_t connections() const { return world_.counts().connections; }

    void stop_accepting() { world_.stop_accepting(); }
    // Requests under way get a while; the machine's own door stays open to tell of it.
    boost::asio::awaitable<void> drain();
    boost::asio::awaitable<void> close();

private:
    Doors(boost::asio::io_context& loop, http::Router world, http::Router admin);

    http::Server world_;
    http::Server admin_;
};

// Built pages, each below its own path; none are served if the folder is not there.
dialogs::Result<void> add_pages(http::Router& router, const std::filesystem::path& pages);

}  // namespace gateway
