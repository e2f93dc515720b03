#pragma once
#include "storage/database.h"

#include <optional>
#include <string>
#include <vector>

namespace storage {

// What somebody waits for goes before what nobody asked for, and that before what goes to many.
enum class SendClass { answer, notice, bulk };
inline constexpr int send_classes = 3;

// One part of one reply on its way out.
// ready -> sending (committed before the call) -> sent -> delivered | failed; or unknown: it may
// have gone out, and is never sent again blindly; or dropped: another took over the conversation
// first, or the person wants no such messages (dialogs/consent.h). What failed or is unknown is a
// dead letter (dead_letters.h) until a clerk has it discarded or replayed as a new part.
struct OutboxPart {
    std::int64_t id = 0;
    std::int64_t message = 0;  // 0: of none, as what a group is told
    std::int64_t conversation = 0;
    std::string channel;
    std::string recipient;
    int part = 0;
    std::string text;
    std::string author;      // "bot" parts are dropped when the epoch has moved on
    std::int64_t epoch = 0;  // of the conversation when it was written
    int attempts = 0;
    Time next_at{};
    SendClass send_class = SendClass::answer;
    Time created_at{};
    bool always = false;      // whatever its person wants no more of
    std::string form{};       // of a filed notice, in its channel's words
    std::int64_t origin = 0;  // the message whose refusal this follows (chains.h) …
    int stage = 0;            // … and the how manieth way it is; 0: none was refused before
};

Result<std::int64_t> add_part(Connection& connection, const OutboxPart& part, Time now);

// What a channel still has to send of one class, oldest first, after `after_id`, at most `limit`.
struct Unsent {
    std::string channel;
    SendClass send_class = SendClass::answer;
    std::int64_t after_id = 0;
    int limit = 0;
};
Result<std::vector<OutboxPart>> unsent_parts(Connection& connection, const Unsent& wanted);

// After a crash nobody knows whether a part in `sending` went out. Where receipts wait that may be
// of it, its provider is asked at once which is. Gives how many there were.
Result<std::int64_t> settle_interrupted(Connection& connection);

// One try at sending a part.
struct SendAttempt {
    Time at{};
    std::optional<Time>
        ask_at;  // when the provider is asked what became of it, if it stays unknown
};

// Commits the intent to send; false when the part must not be sent any more (a bot's reply whose
// conversation changed hands, or a part that is no longer ready): it is dropped then.
Result<bool> begin_sending(
    Connection& connection, const OutboxPart& part, const SendAttempt& attempt = {}
);

struct SendResult {
    std::int64_t id = 0;
    std::string state;  // ready (again, at next_at) | sent | failed | unknown
    std::string code;
    std::string provider_id;
    Time next_at{};
};
Result<void> finish_sending(Connection& connection, const SendResult& result);

// A receipt, by our own part id or by the provider's id; one that names both is of that part only
// if the provider never named it otherwise, for ids of ours may come back from what another program
// of the account sent. States only move forward, sent < failed < delivered, so that receipts may
// come in any order and as often as they like: what a telephone has confirmed it has, whatever else
// was said of it. Gives the message concerned, nothing when nothing has moved.
struct ReceiptMark {
    std::string channel;
    std::int64_t part = 0;
    std::string provider_id;
    std::string state;  // sent | delivered | failed
    std::string code;
};
struct Settled {
    std::int64_t conversation = 0;
    std::int64_t message = 0;
    std::int64_t part = 0;
};
Result<std::optional<Settled>> mark_receipt(Connection& connection, const ReceiptMark& mark);

// As it is, whatever became of it.
Result<std::optional<OutboxPart>> find_part(Connection& connection, std::int64_t id);

// Whether the outcome of anything that this channel is sending is not known yet.
Result<bool> is_sending(Connection& connection, std::string_view channel);

// Whether one of its parts has this id with the provider.
Result<bool> is_known(
    Connection& connection, std::string_view channel, std::string_view provider_id
);

// The message's own status, from all its parts: the least good of them.
Result<std::string> refresh_status(Connection& connection, std::int64_t message);

}  // namespace storage
