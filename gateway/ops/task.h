#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <string_view>

namespace gateway::ops {

// Starts a coroutine nobody waits for. An exception out of it is a bug: it is logged under `name`
// (a literal) and ends the process, which then recovers from what is on disk.
void spawn(boost::asio::io_context& loop, std::string_view name, boost::asio::awaitable<void> task);

}  // namespace gateway::ops
