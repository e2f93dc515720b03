#include "dialogs/language/paths.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

namespace {

constexpr std::string_view known_paths[] = {
    "input.text",        "input.kind",       "session.failures",    "session.turns",
    "channel.name",      "contact.phone",    "contact.channel",     "handoff.case_no",
    "handoff.ticket_no", "handoff.joined",   "handoff.office_open", "handoff.next_open",
    "flow.id",           "flow.description", "flow.origin",         "step.id",
    "step.ask",          "step.help",        "correction.label",    "correction.value",
    "answer.topic",      "answer.title",     "answer.source",       "answer.brief_source",
    "answer.candidates", "handoff.may_rate", "handoff.reason",      "answer.office",
};

std::optional<PathFault> check_slot(const Script& script, const Flow& flow, std::string_view path) {
    const std::string_view name = slot_of(path);
    if (script.slot(flow.id, name) == nullptr)
        return PathFault{"D012", fmt::format("there is no slot '{}' in flow '{}'", name, flow.id)};
    const std::string_view rest = path.substr(std::string_view("slots.").size() + name.size());
    if (!rest.empty() && rest != ".label")
        return PathFault{"D012", fmt::format("'{}' leads nowhere", path)};
    return std::nullopt;
}

std::optional<PathFault> check_result(const Script& script, const ResultPath& result) {
    const auto contract = script.actions.find(std::string(result.action));
    if (contract == script.actions.end())
        return PathFault{"D020", fmt::format("there is no action '{}' in bot.yaml", result.action)};
    if (!contract->second.result.contains(std::string(result.field)))
        return PathFault{
            "D020", fmt::format("action '{}' has no result '{}'", result.action, result.field)};
    return std::nullopt;
}

}  // namespace

std::string_view slot_of(std::string_view path) {
    constexpr std::string_view root = "slots.";
    if (!path.starts_with(root)) return {};
    path.remove_prefix(root.size());
    return path.substr(0, path.find('.'));
}

std::optional<ResultPath> result_of(std::string_view path) {
    constexpr std::string_view root = "result.";
    if (!path.starts_with(root)) return std::nullopt;
    path.remove_prefix(root.size());
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) return ResultPath{path, {}};
    return ResultPath{path.substr(0, dot), path.substr(dot + 1)};
}

std::optional<PathFault> check_path(const Script& script, const Flow& flow, std::string_view path) {
    if (!slot_of(path).empty()) return check_slot(script, flow, path);
    if (const auto result = result_of(path)) return check_result(script, *result);
    if (std::find(std::begin(known_paths), std::end(known_paths), path) != std::end(known_paths))
        return std::nullopt;
    return PathFault{"D012", fmt::format("'{}' leads nowhere", path)};
}

std::vector<std::string> possible_values(
    const Script& script, const Flow& flow, std::string_view path
) {
    std::vector<std::string> values;
    if (const std::string_view name = slot_of(path); !name.empty()) {
        const SlotDefinition* const slot = script.slot(flow.id, name);
        if (slot == nullptr || path.ends_with(".label")) return values;
        for (const Option& option : slot->of)
            values.push_back(option.id);
        if (slot->type.base == BaseType::yes_no) values = {"yes", "no"};
    } else if (const auto result = result_of(path)) {
        const auto contract = script.actions.find(std::string(result->action));
        if (contract == script.actions.end()) return values;
        const auto field = contract->second.result.find(std::string(result->field));
        if (field != contract->second.result.end()) values = field->second.values;
    }
    return values;
}

}  // namespace dialogs::language
