#pragma once
#include "dialogs/effect.h"
#include "dialogs/result.h"
#include "gateway/channels/calls.h"
#include "gateway/channels/capabilities.h"
#include "gateway/channels/incoming.h"
#include "gateway/channels/notice.h"
#include "gateway/channels/outcome.h"
#include "gateway/channels/part.h"
#include "gateway/http/message.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// One road in and out. Everything particular to a provider is a pure function over bytes; the shell
// owns sockets, timers, queues, tokens and the database. Each channel is a folder beside this file.

namespace gateway::channels {

class Channel {
public:
    virtual ~Channel() = default;
    virtual const std::string& name() const = 0;
    virtual Capabilities capabilities() const = 0;

    virtual Calls calls() const { return {{"POST"}}; }

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

    // What goes in the place of a part that was refused; nothing where its refusal stands.
    virtual std::optional<Part> instead(const Part&, const Rejected&) const { return std::nullopt; }

    // What to ask the provider before a refusal stands; nothing where it does. Then what its answer
    // comes to: a call that may lift the refusal, after which the part is sent once more, or the
    // refusal by what is known of it now. interpret() reads the answer to that call.
    virtual std::optional<Call> ask_why(const Part&, const Rejected&, const std::string&) const {
        return std::nullopt;
    }
    virtual std::variant<Call, Rejected>
    read_why(const Part&, const http::Answer&, const std::string&) const {
        return Rejected{};
    }

    // How a message of ours shows that one of its buttons was pressed; interpret() reads the
    // answer.
    virtual Call settle(const Pressed&, const std::string&) const { return {}; }

    // How to ask what became of a part whose sending came to no clear answer; nothing where the
    // provider cannot be asked. Then what its answer tells of the part; nothing where it tells
    // nothing: that it knows of none is no proof that none will arrive.
    virtual std::optional<Call> query(const Part&, const Ambient&) const { return std::nullopt; }
    virtual std::optional<Receipt> read_query(const Part&, const http::Answer&) const {
        return std::nullopt;
    }

    // A notice in the form that is filed for its kind. Faults: not_found (none is), malformed (a
    // value is missing or does not fit; detail says so to a clerk).
    virtual dialogs::Result<Filed> file(const Notice&) const {
        return dialogs::Error{dialogs::Fault::not_found, "no notices are filed here"};
    }

    // How to fetch what a message's media_id names, and what came. Faults: denied (the token is
    // stale), unavailable, not_found (trying again is useless).
    virtual Call fetch_media(const std::string&, const std::string&) const { return {}; }
    virtual dialogs::Result<Media> read_media(http::Answer) const {
        return dialogs::Error{dialogs::Fault::not_found, "nothing is fetched here"};
    }

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

    // How often the provider lets one of those be sent to, and drops or refuses what is more;
    // nothing where it does not mind.
    virtual std::vector<Rate> rates_to(std::string_view) const { return {}; }
};

}  // namespace gateway::channels
