#include "gateway/cli/outcomes.h"

namespace gateway::cli {
namespace {

using dialogs::language::FieldKind;
using Fields = std::map<std::string, std::string>;

constexpr std::size_t most_outcomes = 63;  // and one that fails

std::vector<std::string> values_of(
    const std::string& name, const dialogs::language::FieldType& field
) {
    switch (field.kind) {
        case FieldKind::one_of: return field.values;
        case FieldKind::boolean: return {"true", "false"};
        case FieldKind::date: return {"2026-01-01"};
        case FieldKind::number: return {"1"};
        case FieldKind::text:
        case FieldKind::list: return {"〔" + name + "〕"};
    }
    return {};
}

}  // namespace

std::vector<dialogs::Input> possible_outcomes(const dialogs::language::ActionContract& contract) {
    std::vector<Fields> results = {{}};
    for (const auto& [name, field] : contract.result) {
        std::vector<Fields> longer;
        for (const auto& result : results) {
            for (const auto& value : values_of(name, field)) {
                if (longer.size() >= most_outcomes) break;
                longer.push_back(result);
                longer.back()[name] = value;
            }
        }
        results = std::move(longer);
    }
    std::vector<dialogs::Input> outcomes;
    for (auto& result : results)
        outcomes.push_back(dialogs::Done{contract.name, std::move(result)});
    outcomes.push_back(dialogs::Failed{contract.name});
    return outcomes;
}

}  // namespace gateway::cli
