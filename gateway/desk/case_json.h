#pragma once
#include "gateway/desk/background.h"
#include "gateway/desk/desk_json.h"
#include "gateway/ops/json.h"
#include "storage/case_timeline.h"
#include "storage/cases.h"

#include <string>
#include <vector>

// Cases in the API's JSON; their shapes are in README.md.

namespace gateway::desk {

// Of the conversation it belongs to.
nlohmann::json case_in_list(const storage::Case& open);
// "slots", "shown", "requester" and "beneficiary" are put into what is shown.
void add_background(const Background& background, nlohmann::json& shown);

struct CaseDetail {
    storage::Case found;
    std::vector<storage::CaseStep> timeline;
    Background background;
};
std::string case_json(const CaseDetail& detail, const Names& names);
std::string cases_json(
    const std::vector<storage::Case>& cases, const std::string& next_cursor, const Names& names
);
std::string case_event_json(const storage::Case& changed, const Names& names);

}  // namespace gateway::desk
