#pragma once
#include "gateway/desk/exchange.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

// What a clerk decides about a question that the bot did not settle.

namespace gateway::desk {

struct Settlement {
    std::string state;     // "assigned", "phrasing", "drafted", "dismissed"
    std::string topic;     // of the article it belongs to, or that is drafted
    std::string phrasing;  // to be learnt; empty: the question as it stands
    std::string title;     // of a drafted article
    std::string service;   // of a drafted article
};
// Without personal data. malformed: no JSON object of that shape.
Result<Settlement> read_settlement(std::string state, std::string_view body);

// 200 with the question, for a drafted article also its text, which is kept as a draft; 404, 409 or
// 422 when nothing is settled.
Job settle_question(
    std::int64_t id, Settlement settlement, std::shared_ptr<const knowledge::Library> library
);

}  // namespace gateway::desk
