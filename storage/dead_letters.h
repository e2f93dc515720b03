#pragma once
#include "storage/outbox.h"
#include "storage/reach.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace storage {

// A part that was not delivered, or nobody knows whether it was, and that a person has to decide
// about: send it again, let it be, or say that it arrived after all.
struct DeadLetter {
    OutboxPart part;
    std::string state;      // failed | unknown
    std::string code;       // the provider's word, or ours: "no_answer", "interrupted", "expired"
    std::string area;       // of the conversation
    bool had_case = false;  // a person was asked for at some time: clerks may read what was said
    int asked = 0;          // how often its provider was asked what became of it
    std::optional<Time> ask_at;  // when it is asked again; nothing: nobody asks any more
};

namespace dead_letters {

struct Query {
    Reach reach;
    std::string state;        // "": both
    std::string channel;      // "": all
    std::int64_t before = 0;  // id of the last row of the page before; 0: the newest
    int limit = 50;
};
// Newest first.
Result<std::vector<DeadLetter>> list(Connection& connection, const Query& query);

// Nothing when it is not, or no longer, one.
Result<std::optional<DeadLetter>> find(Connection& connection, std::int64_t id);

// Sends it again as a new part, which it gives the id of; the old one is `replayed`.
Result<std::int64_t> replay(Connection& connection, const DeadLetter& letter, Time now);

// `discarded`, or `delivered` when somebody knows better. Fault::conflict when it is a dead letter
// no more.
Result<void> settle(Connection& connection, const DeadLetter& letter, std::string_view state);

// Whether it is the only part of its message that failed.
Result<bool> is_first_of_its_message(Connection& connection, const OutboxPart& part);

Result<std::int64_t> count(Connection& connection);

}  // namespace dead_letters
}  // namespace storage
