#include "gateway/ops/task.h"

#include "gateway/ops/log.h"

#include <boost/asio/co_spawn.hpp>

#include <exception>

namespace gateway::ops {

void spawn(
    boost::asio::io_context& loop, std::string_view name, boost::asio::awaitable<void> task
) {
    boost::asio::co_spawn(loop, std::move(task), [name](std::exception_ptr failure) {
        if (!failure) return;
        log::error("task_failed", {{"task", name}});
        log::flush();
        std::rethrow_exception(failure);
    });
}

}  // namespace gateway::ops
