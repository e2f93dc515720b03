#include "gateway/desk/case_json.h"

#include "gateway/desk/common_json.h"
#include "gateway/desk/words.h"

#include <nlohmann/json.hpp>

namespace gateway::desk {
namespace {

using nlohmann::json;
using ops::write_json;

json to_json(const storage::Case& found, const Names& names) {
    return {
        {"no", found.no},
        {"version", found.version},
        {"kind", found.kind},
        {"state", storage::to_string(found.state)},
        {"priority", found.priority},
        {"reason", shown_reason(found.reason)},
        {"summary", found.summary},
        {"area", area_json(found.area, names)},
        {"owner", clerk_json(found.owner_id, names)},
        {"channel", found.channel},
        {"conversation", found.conversation_id},
        {"opened_at", shown_time(found.opened_at)},
        {"closed_at", time_json(found.closed_at)},
        {"first_reply_at", time_json(found.first_reply_at)},
        {"result", found.result},
    };
}

}  // namespace

json case_in_list(const storage::Case& open) {
    return {
        {"no", open.no},
        {"version", open.version},
        {"kind", open.kind},
        {"state", storage::to_string(open.state)},
        {"priority", open.priority},
        {"reason", shown_reason(open.reason)},
        {"summary", open.summary},
        {"opened_at", shown_time(open.opened_at)},
    };
}

void add_background(const Background& background, json& shown) {
    shown["slots"] = json::array();
    for (const auto& [label, value] : background.slots)
        shown["slots"].push_back({{"label", label}, {"value", value}});
    shown["shown"] = json::array();
    for (const auto& [id, title] : background.shown)
        shown["shown"].push_back({{"topic", id}, {"title", title}});
    shown["requester"] = {
        {"name", background.requester.name},
        {"address", background.requester.address},
    };
    shown["beneficiary"] = nullptr;
    if (const auto& who = background.beneficiary)
        shown["beneficiary"] = {{"name", who->name}, {"id_no", who->id_no}};
}

std::string case_json(const CaseDetail& detail, const Names& names) {
    json shown = to_json(detail.found, names);
    add_background(detail.background, shown);
    shown["timeline"] = json::array();
    for (const auto& step : detail.timeline) {
        shown["timeline"].push_back({
            {"at", shown_time(step.at)},
            {"actor", step.actor},
            {"action", step.action},
            {"detail", step.detail},
        });
    }
    return write_json(shown);
}

std::string cases_json(
    const std::vector<storage::Case>& cases, const std::string& next_cursor, const Names& names
) {
    json list = json::array();
    for (const auto& one : cases)
        list.push_back(to_json(one, names));
    return write_json({{"items", std::move(list)}, {"next_cursor", cursor_json(next_cursor)}});
}

std::string case_event_json(const storage::Case& changed, const Names& names) {
    return write_json(to_json(changed, names));
}

}  // namespace gateway::desk
