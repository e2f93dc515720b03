#pragma once
#include "dialogs/message.h"
#include "gateway/http/message.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// What leaves by a channel, and what it is made with.

namespace gateway::channels {

// Who is written to where a channel's group_robot is meant.
inline constexpr std::string_view group_robot = "@robot";

// What a pure function may not find by itself.
struct Ambient {
    dialogs::Time now{};
    std::array<std::uint8_t, 16> random{};  // fresh for every call
};

// How often a provider may be called.
struct Rate {
    std::size_t messages = 0;
    std::chrono::seconds per{60};
};

// One part of one reply, as the outbox keeps it.
struct Part {
    std::int64_t id = 0;  // outbox row
    std::string to;       // the channel's own id of the person
    std::string text;
    dialogs::Time tried_at{};  // when it was handed over, if nobody knows what came of it
    std::string form{};        // of a filed notice, in the channel's words; empty: `text` is sent
};

// An outbound HTTP call, built but not made.
struct Call {
    std::string method = "POST";
    std::string url;
    std::string type;  // of the body
    std::string body;
    http::Fields headers{};  // besides Content-Type
};

struct Token {
    std::string value;
    std::chrono::seconds lasts{};
};

}  // namespace gateway::channels
