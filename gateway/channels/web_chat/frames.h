#pragma once
#include "dialogs/effect.h"
#include "dialogs/message.h"
#include "dialogs/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What a chat page and the server say to each other, one JSON object a frame. README.md draws them.

namespace gateway::channels::web_chat {

constexpr std::size_t max_frame_bytes = 16 * 1024;
constexpr std::size_t max_text_characters = 1000;  // an old phone's page of typing, many times over

// From the page.
struct Hello {
    std::string token;  // empty: a new chat
    std::int64_t last_seq = 0;
    std::string scene;  // the area code of the QR code that opened the page, or empty

    bool operator==(const Hello&) const = default;
};
struct Post {
    std::string cid;   // the page's id of the message; sent again unchanged after a lost connection
    std::string text;  // exactly one of these two is filled
    std::string choice;  // the key of a tapped quick reply

    bool operator==(const Post&) const = default;
};
struct Typing {
    bool operator==(const Typing&) const = default;
};
struct Read {
    std::int64_t seq = 0;

    bool operator==(const Read&) const = default;
};
struct Ping {
    bool operator==(const Ping&) const = default;
};
using ClientFrame = std::variant<Hello, Post, Typing, Read, Ping>;

// From the server.
struct Welcome {
    std::string token;  // only for a new chat
    std::string conversation;
    std::int64_t seq = 0;  // the newest there is
    dialogs::Time server_time{};
};
struct Ack {
    std::string cid;
    std::int64_t seq = 0;
};
enum class Author { bot, clerk, system, resident };
struct Spoken {
    std::int64_t seq = 0;
    Author author = Author::bot;
    std::string name;  // a clerk's, where it may be shown
    std::string text;
    std::vector<dialogs::Choice> quick_replies;
    dialogs::Time at{};
};
enum class Progress { sent, delivered, read };
struct Status {
    std::int64_t seq = 0;
    Progress state = Progress::sent;
};
enum class Control { bot, queued, human };
struct Handoff {
    Control state = Control::queued;
    std::string case_no;
    std::optional<int> queue_position;
    std::string clerk;
};
struct Pong {};
enum class Trouble { bad_frame, bad_token, too_long, too_fast, unavailable };
struct Problem {
    Trouble code = Trouble::bad_frame;
    std::string cid;
    std::optional<std::chrono::seconds> retry_after;
};
enum class Parting { restart, idle, replaced };
struct Bye {
    Parting reason = Parting::restart;
    std::optional<std::chrono::seconds> retry_after;
};
using ServerFrame = std::variant<Welcome, Ack, Spoken, Status, Handoff, Pong, Problem, Bye>;

// Faults: too_large (a frame or a text over its limit), malformed.
dialogs::Result<ClientFrame> decode(std::string_view frame);

// The cid of a frame that was refused, so that its page knows which one; empty if it has none.
std::string cid_of(std::string_view frame);

// Text that is not valid UTF-8 has its bad bytes replaced.
std::string encode(const ServerFrame& frame);

// The body of a poll's answer: {"frames":[…]}.
std::string encode_poll(const std::vector<ServerFrame>& frames);

// What to tell the page when its frame or its chat is refused.
Problem problem_of(const dialogs::Error& error, std::string cid = {});

}  // namespace gateway::channels::web_chat
