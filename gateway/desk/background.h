#pragma once
#include "gateway/desk/api.h"
#include "storage/case_slots.h"
#include "storage/cases.h"
#include "storage/conversations.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a clerk must know to take up a case: what the bot was told and what it answered, who wrote
// and about whom.

namespace gateway::desk {

struct Topic {
    std::string id;
    std::string title;
};
struct Requester {
    std::string name;
    std::string address;  // masked
};
struct Beneficiary {
    std::string name;   // masked
    std::string id_no;  // masked
};
struct Background {
    std::vector<storage::CaseSlot> slots;
    std::vector<Topic> shown;
    Requester requester;
    std::optional<Beneficiary> beneficiary;
};

// Of that case, open or closed; without a number only what the conversation itself tells.
storage::Result<Background> background_of(
    storage::Connection& connection,
    const storage::Conversation& conversation,
    std::string_view case_no,
    const ApiTools& tools,
    storage::Time now
);

}  // namespace gateway::desk
