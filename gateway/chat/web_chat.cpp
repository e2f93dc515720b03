#include "gateway/chat/web_chat.h"

#include <utility>

namespace gateway::chat {

WebChat::WebChat(boost::asio::io_context& loop, std::string channel, FrontDesk::Tools tools)
    : front_(std::move(channel), tools),
      sockets_(loop, front_, tools.news),
      polls_(loop, front_, tools.news) {}

void WebChat::add_to(http::Router& router, std::vector<std::string> origins) {
    sockets_.add_to(router, std::move(origins));
    polls_.add_to(router);
}

void WebChat::dismiss() {
    sockets_.dismiss();
    polls_.release();
}

}  // namespace gateway::chat
