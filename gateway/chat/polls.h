#pragma once
#include "gateway/chat/front_desk.h"
#include "gateway/http/router.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <list>
#include <map>
#include <string>

namespace gateway::chat {

// Web chat for browsers without WebSocket: POST /chat/send and the long GET /chat/poll. Loop
// thread.
class Polls {
public:
    // How long a poll waits for news: under the minute after which proxies cut a silent answer.
    static constexpr std::chrono::seconds patience{25};
    // Polls of one chat that may wait: a few tabs.
    static constexpr std::size_t max_waiting = 4;

    Polls(boost::asio::io_context& loop, FrontDesk& front, News& news);

    void add_to(http::Router& router);
    // Answers every waiting poll now, and those that come at once: the gateway is about to stop.
    void release();

    std::size_t waiting() const { return waiting_.size(); }

private:
    boost::asio::awaitable<http::Reply> send(http::Request request);
    boost::asio::awaitable<http::Reply> poll(http::Request request);
    boost::asio::awaitable<http::Reply> greet(frames::Hello hello);
    boost::asio::awaitable<http::Reply> take(std::string chat, frames::Post post);
    boost::asio::awaitable<http::Reply> wait_for_news(Page page);
    bool may_wait(std::int64_t conversation) const;
    void remember_scene(const std::string& chat, std::string scene);

    boost::asio::io_context& loop_;
    FrontDesk& front_;
    std::multimap<std::int64_t, boost::asio::steady_timer*> waiting_;  // by conversation
    std::map<std::string, std::string> scenes_;                        // by chat
    bool released_ = false;
};

}  // namespace gateway::chat
