#include "gateway/cli/hand_answers.h"

#include "dialogs/language/contract.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace gateway::cli {
namespace {

using dialogs::Error;
using dialogs::Fault;
using Fields = std::map<std::string, std::string>;

constexpr std::size_t most_answers = 16;  // as many as one turn may ask for
constexpr const char* usage = "这样写：/action ok {\"status\":\"ok\"} 或 /action fail 原因";

dialogs::Result<Fields> fields_of(std::string_view json) {
    const auto read = ops::parse_json(json.empty() ? "{}" : json);
    if (!read || !read->is_object()) return Error{Fault::malformed, usage};
    Fields fields;
    for (const auto& [name, value] : read->items()) {
        if (value.is_structured() || value.is_null()) return Error{Fault::malformed, usage};
        fields[name] = value.is_string() ? value.get<std::string>() : ops::write_json(value);
    }
    return fields;
}

}  // namespace

dialogs::Result<void> HandAnswers::add(std::string_view words, const dialogs::Script& script) {
    const auto space = std::min(words.find(' '), words.size());
    const auto how = words.substr(0, space);
    const auto rest = words.substr(std::min(space + 1, words.size()));
    if (answers_.size() == most_answers) return Error{Fault::busy, "记不下更多了"};
    if (how == "fail" && !rest.empty()) {
        answers_.push_back({{}, std::string(rest)});
        return {};
    }
    if (how != "ok") return Error{Fault::malformed, usage};
    auto fields = fields_of(rest);
    if (!fields) return fields.error();
    const bool known = std::ranges::any_of(script.actions, [&](const auto& action) {
        return !dialogs::language::breach_of(action.second, *fields);
    });
    if (!known) return Error{Fault::malformed, "没有哪个动作会这样回，看 bot.yaml 的 actions"};
    answers_.push_back({*std::move(fields), {}});
    return {};
}

std::optional<dialogs::Input> HandAnswers::take(
    const dialogs::Act& act, const dialogs::Script& script
) {
    const auto contract = script.actions.find(act.action);
    if (answers_.empty() || contract == script.actions.end()) return std::nullopt;
    const Answer& next = answers_.front();
    const bool fits = !dialogs::language::breach_of(contract->second, next.result);
    if (next.code.empty() && !fits) return std::nullopt;
    dialogs::Input input = dialogs::Failed{act.action, next.code};
    if (next.code.empty()) input = dialogs::Done{act.action, next.result};
    answers_.pop_front();
    return input;
}

}  // namespace gateway::cli
