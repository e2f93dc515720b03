#pragma once
#include "gateway/chat/front_desk.h"
#include "gateway/http/router.h"

#include <boost/asio/io_context.hpp>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace gateway::chat {

// Web chat over WebSocket: /chat/ws. A page is sent what is new whenever its conversation's bell
// rings; what it missed while it was away it gets when it says hello again. Loop thread.
class Sockets {
public:
    Sockets(boost::asio::io_context& loop, FrontDesk& front, News& news);

    void add_to(http::Router& router, std::vector<std::string> origins);
    // Tells every page that the gateway restarts, and closes.
    void dismiss();

private:
    struct Visit {
        http::SocketPtr socket;
        Page page;
        int posting = 0;             // messages of this page that are being kept
        std::set<std::int64_t> own;  // numbers acknowledged here: the page shows them already
        std::vector<frames::ServerFrame> unsent;
        bool telling = false;
        bool tell_again = false;
    };
    using VisitPtr = std::shared_ptr<Visit>;

    void on_text(const http::SocketPtr& socket, const std::string& text);
    boost::asio::awaitable<void> greet(VisitPtr visit, frames::Hello hello);
    boost::asio::awaitable<void> take(VisitPtr visit, frames::Post post);
    boost::asio::awaitable<void> read(VisitPtr visit, std::int64_t seq);
    void tell(const VisitPtr& visit);
    void tell_other_tabs(const Visit& visit);
    boost::asio::awaitable<void> tell_news(VisitPtr visit);
    static void send_unsent(Visit& visit);

    boost::asio::io_context& loop_;
    FrontDesk& front_;
    std::map<http::Socket*, VisitPtr> visits_;
};

}  // namespace gateway::chat
