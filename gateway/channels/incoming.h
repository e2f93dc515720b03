#pragma once
#include "dialogs/message.h"
#include "gateway/http/message.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What a provider's call comes to, once it is known to be his.

namespace gateway::channels {

// What a provider tells of a part sent earlier. States only move forward:
// queued < sent < failed < delivered.
struct Receipt {
    enum class State { queued, sent, delivered, failed };
    std::string provider_id;  // the provider's id of what we sent, when it tells it …
    std::int64_t part = 0;    // … or our own outbox row, when our URL carried it
    State state = State::queued;
    std::string code;        // the provider's own word for it
    bool opted_out = false;  // and it says that the person wants nothing more of us
};

// What a person decided about notices in one filed form, whether or not he wrote.
struct OptIn {
    std::string person;
    std::string template_id;
    bool accepted = false;
};

// A provider's check that the URL is ours: answered as it wants, nothing is kept.
struct Challenge {
    http::Reply reply;
};

// What an answer needs of the call it answers: a reply goes to the person, in the form it came in.
struct ReplyTo {
    std::string person;
    std::string form;  // the channel's own word: "json"; empty where there is only one
    std::string call;  // by which the caller tells answers apart; empty where it does not
    std::string
        way_back{};  // how this one call may be answered for a while, in the channel's words
};

// A button of a message of ours was pressed: the provider gives leave to change that message once.
struct Pressed {
    std::string person;
    std::string code;   // the leave
    std::string label;  // of the button
};

// One of several messages that came with the same signature.
struct Share {
    std::string id;
    std::string rest;
};

struct Received {
    std::vector<dialogs::Message> messages;
    std::vector<Receipt> receipts;
    ReplyTo reply_to;
    std::vector<OptIn> opt_ins{};
    std::string id{};  // of a call that only tells of opt-ins: it counts once
    // What the caller signed, where that covers nothing of the body, and how long it is believed:
    // it vouches for the first body it came with (proofs.h). Empty: the body itself is signed, or
    // the call is not.
    std::string proof{};
    std::chrono::seconds proof_lasts{};
    // Where one such signature may come with several messages (proofs.h): the message's own id and
    // everything else of it.
    std::optional<Share> share{};
    // Of a batch: how many could not be read and were left out, and what was wrong with the first.
    std::size_t skipped = 0;
    std::string skipped_why{};
    std::optional<Pressed> pressed{};
};

// A provider's word that something waits to be fetched.
struct Pull {
    std::string source;  // which of the account's queues; the cursor is kept for it
    std::string ticket;  // the provider's leave to fetch at full speed; empty after a restart
};

// What one fetch brought. The cursor counts only together with what it brought.
struct Pulled {
    struct Heard {
        dialogs::Message message;
        ReplyTo reply_to;
    };
    std::vector<Heard> heard;
    std::vector<Receipt> receipts;
    std::string cursor;
    bool more = false;
};

using Incoming = std::variant<Challenge, Received, Pull>;

}  // namespace gateway::channels
