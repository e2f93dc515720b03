#pragma once
#include "gateway/chat/front_desk.h"
#include "gateway/chat/polls.h"
#include "gateway/chat/sockets.h"

#include <cstddef>
#include <string>
#include <vector>

namespace gateway::chat {

// The residents' web chat of one channel: its pages come by WebSocket or by poll to one front desk.
// Stays where it was made. Loop thread.
class WebChat {
public:
    WebChat(boost::asio::io_context& loop, std::string channel, FrontDesk::Tools tools);
    WebChat(const WebChat&) = delete;
    WebChat& operator=(const WebChat&) = delete;

    // Pages of other `origins` get no socket.
    void add_to(http::Router& router, std::vector<std::string> origins);
    // The gateway is about to stop: sockets are told and closed, waiting polls are answered.
    void dismiss();

    std::size_t waiting_polls() const { return polls_.waiting(); }

private:
    FrontDesk front_;
    Sockets sockets_;
    Polls polls_;
};

}  // namespace gateway::chat
