#include "gateway/turns/late_answers.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace gateway::turns {
namespace asio = boost::asio;

LateAnswers::Call LateAnswers::open(asio::any_io_executor loop, const dialogs::Message& message) {
    Key key(message.from.channel, message.id);
    const auto never = asio::steady_timer::time_point::max();
    open_[key] = std::make_shared<asio::steady_timer>(std::move(loop), never);
    return {*this, std::move(key)};
}

void LateAnswers::answered(const Key& key) {
    const auto call = open_.find(key);
    call->second->cancel();
    open_.erase(call);
}

asio::awaitable<bool> LateAnswers::await(const dialogs::Message& message) const {
    const auto call = open_.find(Key(message.from.channel, message.id));
    if (call == open_.end()) co_return false;
    const auto answered = call->second;
    boost::system::error_code woken;
    co_await answered->async_wait(asio::redirect_error(asio::use_awaitable, woken));
    co_return true;
}

}  // namespace gateway::turns
