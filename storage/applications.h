#pragma once
#include "storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Applications as the county's own system tells of them. Personal fields are sealed or hashed by
// gateway/register before they come here; nothing on this floor can read them.

namespace storage {

struct Application {
    std::int64_t id = 0;
    std::string receipt_no;  // 12 digits, the last one checks the others; unique
    std::string item;        // 最低生活保障
    std::string name_sealed;
    std::string id_no_sealed;   // masked before it was sealed
    std::string id_last4_hash;  // keyed, and bound to the receipt number
    std::string id_index;       // keyed hash of the whole number: equal people, equal index
    std::string phone_sealed;
    std::string area;
    std::string stage;        // submitted, village_review …: gateway/register/README.md
    std::string stage_text;   // 乡镇审核中
    std::string updated_on;   // YYYY-MM-DD
    std::string supplement;   // what is still to be handed in
    std::string external_no;  // the other system's number, empty if none; unique
    int wrong_attempts = 0;   // by strangers, for ever
};

// A relative or the applicant himself, proven on this contact until the proof lapses.
struct VerifiedRelation {
    std::string channel;
    std::string sender;
    std::int64_t application_id = 0;
    std::string relation;
    Time verified_at{};
    Time expires_at{};
};

namespace applications {

Result<std::optional<Application>> find(Connection& connection, std::int64_t id);
Result<std::optional<Application>> find_by_receipt(Connection& connection, std::string_view no);
Result<std::optional<Application>> find_by_external(Connection& connection, std::string_view no);

// Adds the application, or replaces all but receipt number and attempts of the one with that id.
Result<std::int64_t> add(Connection& connection, const Application& application, Time now);
Result<void> replace(Connection& connection, const Application& application, Time now);

// Adds `wrong` to the count of the application with that id; no such id is no error.
Result<void> count_wrong(Connection& connection, std::int64_t id, int wrong);

Result<void> verify(Connection& connection, const VerifiedRelation& relation);
Result<bool> is_verified(
    Connection& connection,
    std::string_view channel,
    std::string_view sender,
    std::int64_t application_id,
    Time now
);
// The application this contact proved to belong to last, if the proof still holds.
Result<std::optional<Application>> verified_last(
    Connection& connection, std::string_view channel, std::string_view sender, Time now
);

}  // namespace applications
}  // namespace storage
