#include "dialogs/language/lint.h"

#include "dialogs/language/rules.h"

namespace dialogs::language {

void warn(Problems& problems, const Mark& mark, std::string code, std::string message) {
    problems.push_back({mark, std::move(code), Severity::warning, std::move(message)});
}

std::vector<Problem> lint(const Script& script, const Surroundings& around) {
    constexpr void (*rules[])(const Script&, Problems&) = {
        check_reach,
        check_ends,
        check_cycles,
        check_choices,
        check_slot_use,
        check_values,
        check_types,
        check_actions,
        check_length,
        check_privacy,
        check_people,
        check_labels,
        check_answers,
        check_letters,
        check_effect,
        check_names,
    };
    Problems problems;
    for (const auto& rule : rules)
        rule(script, problems);
    for (const auto& rule : {check_articles, check_tests, check_waiting})
        rule(script, around, problems);
    sort_by_place(problems);
    return problems;
}

}  // namespace dialogs::language
