#include "gateway/desk/notice_json.h"

#include "dialogs/text/clean.h"
#include "gateway/desk/words.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

namespace gateway::desk {
namespace {

using nlohmann::json;

// {"facts":{"item":"高龄津贴"}}; nothing when they are not all texts.
std::optional<std::map<std::string, std::string, std::less<>>> read_facts(const json& notice) {
    std::map<std::string, std::string, std::less<>> facts;
    const auto given = notice.value("facts", json::object());
    if (!given.is_object()) return std::nullopt;
    for (const auto& [name, value] : given.items()) {
        if (!value.is_string()) return std::nullopt;
        facts[name] = dialogs::text::clean(value.get<std::string>());
    }
    return facts;
}

}  // namespace

dialogs::Result<GivenNotice> read_notice(std::string_view body) {
    auto parsed = ops::parse_json(body, {.depth_max = 3, .nodes_max = 64});
    if (!parsed) return parsed.error();
    const dialogs::Error malformed{dialogs::Fault::malformed, "no notice"};
    if (!parsed->is_object()) return malformed;
    const auto text = [&](const char* name) -> std::optional<std::string> {
        const auto found = parsed->find(name);
        if (found == parsed->end()) return std::string();
        if (!found->is_string()) return std::nullopt;
        return dialogs::text::clean(found->get<std::string>());
    };
    const auto words = text("text");
    const auto reason = text("reason");
    const auto area = text("area");
    const auto kind = text("kind");
    const auto facts = read_facts(*parsed);
    const auto emergency = parsed->value("emergency", json(false));
    if (!words || !reason || !area || !kind || !facts || !emergency.is_boolean()) return malformed;
    return GivenNotice{{*words, emergency.get<bool>(), *reason, *kind, *facts}, *area};
}

std::string notice_json(int people, const std::optional<storage::Time>& held_until) {
    json shown = {{"people", people}, {"held_until", nullptr}};
    if (held_until) shown["held_until"] = shown_time(*held_until);
    return ops::write_json(shown);
}

std::string allowance_json(const std::optional<delivery::Allowance>& allowed) {
    json shown = {{"left", nullptr}, {"until", nullptr}};
    if (!allowed) return ops::write_json(shown);
    shown["left"] = allowed->left;
    if (allowed->until != dialogs::Time{}) shown["until"] = shown_time(allowed->until);
    return ops::write_json(shown);
}

}  // namespace gateway::desk
