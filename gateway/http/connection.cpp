#include "gateway/http/connection.h"

#include "gateway/ops/log.h"

#include <algorithm>
#include <typeinfo>

namespace gateway::http {
namespace log = ops::log;

Context::Context(boost::asio::io_context& the_loop, Router the_router, ServerLimits the_limits)
    : loop(the_loop),
      router(std::move(the_router)),
      limits(std::move(the_limits)),
      all_gone(the_loop) {}

bool Context::is_proxy(std::string_view address) const {
    return std::ranges::find(limits.trusted_proxies, address) != limits.trusted_proxies.end();
}

Connection::Connection(ContextPtr context, std::string address)
    : context_(std::move(context)), address_(std::move(address)) {
    context_->open.insert(this);
    ++context_->by_address[address_];
    context_->counts.connections = context_->open.size();
}

Connection::~Connection() {
    context_->open.erase(this);
    context_->counts.connections = context_->open.size();
    const auto seat = context_->by_address.find(address_);
    if (--seat->second == 0) context_->by_address.erase(seat);
    if (context_->draining && context_->open.empty()) context_->all_gone.cancel();
}

boost::asio::awaitable<Reply> run_handler(
    const Route* route, const Handler* handler, Request request
) {
    try {
        co_return co_await (*handler)(std::move(request));
    } catch (...) {
        log_failure(route->pattern);
    }
    co_return plain(500);
}

void log_failure(std::string_view where) {
    try {
        throw;
    } catch (const std::exception& failure) {
        log::error("handler_failed", {{"at", where}, {"type", typeid(failure).name()}});
    } catch (...) {
        log::error("handler_failed", {{"at", where}});
    }
}

void log_if_failed(std::exception_ptr failure) {
    if (!failure) return;
    try {
        std::rethrow_exception(failure);
    } catch (...) {
        log_failure("connection");
    }
}

}  // namespace gateway::http
