#pragma once
#include "dialogs/message.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace gateway::turns {

// Calls kept open for the rest of what they began. A repeat that comes meanwhile waits for the same
// answer. On the loop thread only.
class LateAnswers {
    using Key = std::pair<std::string, std::string>;  // channel and id of the message

public:
    // Answered when it goes.
    class Call {
    public:
        Call(LateAnswers& all, Key key) : all_(all), key_(std::move(key)) {}
        Call(const Call&) = delete;
        Call& operator=(const Call&) = delete;
        ~Call() { all_.answered(key_); }

    private:
        LateAnswers& all_;
        Key key_;
    };

    Call open(boost::asio::any_io_executor loop, const dialogs::Message& message);

    // True when there was something to wait for: the answer is on disk by now.
    boost::asio::awaitable<bool> await(const dialogs::Message& message) const;

private:
    void answered(const Key& key);

    std::map<Key, std::shared_ptr<boost::asio::steady_timer>> open_;
};

}  // namespace gateway::turns
