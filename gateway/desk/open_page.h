#pragma once
#include "gateway/desk/feed.h"
#include "gateway/http/websocket.h"
#include "storage/staff.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// A page on its live socket: whose it is, and what it was told. Loop thread.

namespace gateway::desk {

class OpenPage {
public:
    OpenPage(http::SocketPtr socket, std::string session)
        : socket_(std::move(socket)), session_(std::move(session)) {}

    const std::string& session() const { return session_; }
    std::int64_t seq() const { return seq_; }        // told up to here
    bool is_greeted() const { return is_greeted_; }  // is told of events from now on

    // Whether the frame is its first hello. Anything else is not for us: later versions may say
    // more.
    bool hear(std::string_view frame);

    // Whose session it is, before it is told anything and whenever rights may have changed. Nobody:
    // the session has ended, and the page is shut. Whether it is somebody's.
    bool recognise(const std::optional<storage::Clerk>& clerk);

    // Answers its hello; `feed` is everything after seq().
    void welcome(const Feed& feed);
    // What is new to it and its clerk's to see. A page too slow for it is closed.
    void tell(const Feed& feed);

    // Says that its session has ended, and closes it.
    void shut();
    void close(std::uint16_t code, std::string reason) { socket_->close(code, std::move(reason)); }

private:
    http::SocketPtr socket_;
    std::string session_;
    std::optional<storage::Clerk> clerk_;  // none until the session was looked up
    std::optional<std::int64_t> resume_;   // of its hello
    std::int64_t seq_ = 0;
    bool is_greeted_ = false;
};

}  // namespace gateway::desk
