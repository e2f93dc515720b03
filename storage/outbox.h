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
// first, or the person wants no such messages. What failed or is unknown is a dead letter
// (dead_letters.h) until a clerk has it discarded or replayed as a new part.
struct OutboxPart {
    std::int64_t id = 0;
    std::int64_t message = 0;
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

// After a crash nobody knows whether a part in `sending` went out. Gives how many there were.
Result<std::int64_t> settle_interrupted(Connection& connection);

// Commits the intent to send; false when the part must not be sent any more (a bot's reply whose
// conversation changed hands, or a part that is no longer ready): it is dropped then.
Result<bool> begin_sending(Connection& connection, const OutboxPart& part);

struct SendResult {
    std::int64_t id = 0;
    std::string state;  // ready (again, at next_at) | sent | failed | unknown
    std::string code;
    std::string provider_id;
    Time next_at{};
};
Result<void> finish_sending(Connection& connection, const SendResult& result);

// A receipt, by our own part id or by the provider's id; states only move forward. Gives the
// message concerned, nothing when no part of ours matches.
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
};
Result<std::optional<Settled>> mark_receipt(Connection& connection, const ReceiptMark& mark);

// The message's own status, from all its parts: the least good of them.
Result<std::string> refresh_status(Connection& connection, std::int64_t message);

}  // namespace storage
