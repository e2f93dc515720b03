#pragma once
#include "dialogs/effect.h"
#include "dialogs/result.h"
#include "dialogs/text/segments.h"
#include "gateway/channels/incoming.h"
#include "gateway/channels/outcome.h"
#include "gateway/http/message.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// One road in and out. Everything particular to a provider is a pure function over bytes; the shell
// owns sockets, timers, queues, tokens and the database. Each channel is a folder beside this file.

namespace gateway::channels {

// What a pure function may not find by itself.
struct Ambient {
    dialogs::Time now{};
    std::array<std::uint8_t, 16> random{};  // fresh for every call
};

struct Capabilities {
    bool passive_reply = false;  // the first replies ride on the acknowledgement
    bool pushed = false;         // leaves by the shell's own sockets: build() is never called
    bool quick_replies = false;  // shows a reply's choices as buttons
    bool receipts = false;
    bool idempotent = false;  // knows a repeat by our id: unclear ones may be sent again
    dialogs::text::Unit unit = dialogs::text::Unit::utf16_units;
    std::size_t max_length = 0;                 // of one part, in `unit`
    std::chrono::milliseconds answer_within{};  // the provider's patience with us
    // What may be sent by build() after a person wrote: so many messages, so long; 0: any number,
    // at any time.
    int pushes = 0;
    std::chrono::hours pushes_within{};
};

// One part of one reply, as the outbox keeps it.
struct Part {
    std::int64_t id = 0;  // outbox row
    std::string to;       // the channel's own id of the person
    std::string text;
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

class Channel {
public:
    virtual ~Channel() = default;
    virtual const std::string& name() const = 0;
    virtual Capabilities capabilities() const = 0;

    // Verifies and decodes one webhook call; `secret` is the path's last segment for providers that
    // do not sign. Faults: denied (one error for everything about authenticity), malformed,
    // too_large.
    virtual dialogs::Result<Incoming> receive(
        const http::Request& request, std::string_view secret, const Ambient& ambient
    ) const = 0;

    // The answer that stops the provider's retries, in its dialect. `parts` (from plan(), of all
    // the replies in their order) ride on it as far as carried() says; the others must leave by
    // build(). The bytes are kept and given again to every repeat.
    virtual http::Reply acknowledge(
        const ReplyTo& to, const std::vector<std::string>& parts, const Ambient& ambient
    ) const = 0;

    // How many parts, counted from the first, one acknowledgement can take along.
    virtual std::size_t carried(const std::vector<std::string>&) const { return 0; }

    // What to answer when a call is refused: status, and a body that reveals nothing.
    virtual http::Reply refuse(const dialogs::Error& error) const = 0;

    // Cuts a reply into parts the channel can carry, signature and numbering included.
    virtual std::vector<std::string> plan(const dialogs::Say& say) const = 0;

    // A part as it is kept when it answers `to` later than the acknowledgement: with the way back
    // that only this call opened, where there is one.
    virtual std::string returning(const ReplyTo&, std::string part) const { return part; }

    // How to send one part; `token` is empty for channels without one. Where calls are signed,
    // `ambient` gives their time and nonce.
    virtual Call build(const Part& part, const std::string& token, const Ambient& ambient)
        const = 0;
    virtual SendOutcome interpret(const http::Answer& answer) const = 0;

    // How to get an access token, where the channel needs one.
    virtual std::optional<Call> ask_token() const { return std::nullopt; }
    virtual dialogs::Result<Token> read_token(const http::Answer&) const {
        return dialogs::Error{dialogs::Fault::not_found, "this channel has no token"};
    }

    // Channels that are told only that there is something: what to fetch after a restart, how to
    // fetch it from `cursor` on, and what came. Faults: denied (the token is stale), unavailable.
    virtual std::vector<Pull> pulls() const { return {}; }
    virtual Call pull(const Pull&, const std::string&, const std::string&) const { return {}; }
    virtual dialogs::Result<Pulled> read_pull(const http::Answer&) const {
        return dialogs::Error{dialogs::Fault::not_found, "this channel fetches nothing"};
    }
};

}  // namespace gateway::channels
