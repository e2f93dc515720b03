#pragma once
#include "gateway/channels/web_chat/frames.h"
#include "gateway/chat/transcript.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/pace.h"
#include "gateway/store/news.h"
#include "gateway/store/store.h"
#include "gateway/turns/turns.h"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <string>
#include <vector>

// What a page's frames do, whether they came by WebSocket or by poll.

namespace gateway::chat {

namespace frames = channels::web_chat;

// One page as it stands: which chat it shows and how far.
struct Page {
    std::string chat;  // "" until it said hello
    std::string scene;
    std::int64_t conversation = 0;
    std::int64_t seen = 0;
    frames::Control shown = frames::Control::bot;
    std::string shown_clerk;
};

struct Opened {
    std::string token;  // only for a new chat
    std::string chat;
};

class FrontDesk {
public:
    struct Tools {
        Store& store;
        turns::Turns& turns;
        News& news;
        ops::Clock clock;
    };

    FrontDesk(std::string channel, Tools tools)
        : channel_(std::move(channel)), tools_(std::move(tools)) {}

    // Fault::denied for a text that is no token. A new chat is nothing but its token until somebody
    // writes.
    dialogs::Result<Opened> open(const frames::Hello& hello) const;

    // What is new for the page, from `page.seen` on, and moves `page` along. Handoff frames come
    // when who speaks has changed, or always with `tell_control`.
    boost::asio::awaitable<Result<std::vector<frames::ServerFrame>>> news(
        Page& page, bool tell_control
    );

    // Takes a message through its turn; the Ack means it is on disk. Faults: busy for a chat that
    // is written to too fast, from however many pages; unavailable.
    boost::asio::awaitable<Result<frames::Ack>> post(Page& page, frames::Post post);

    boost::asio::awaitable<void> read(const Page& page, std::int64_t seq);

    dialogs::Address address(const std::string& chat) const { return {channel_, chat}; }
    Time now() const { return tools_.clock(); }

private:
    bool within_pace(const std::string& chat);

    std::string channel_;
    Tools tools_;
    std::map<std::string, ops::Pace> paces_;  // by chat
};

}  // namespace gateway::chat
