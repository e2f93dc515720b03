#include "dialogs/language/problem.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

std::string describe(const Problem& problem) {
    const Mark& at = problem.mark;
    const char* const kind = problem.severity == Severity::warning ? "warning: " : "";
    return fmt::format(
        "{}:{}:{}: {} {}{}", at.file, at.line, at.column, problem.code, kind, problem.message
    );
}

void sort_by_place(std::vector<Problem>& problems) {
    std::sort(problems.begin(), problems.end());
    problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
}

bool has_error(const std::vector<Problem>& problems) {
    return std::any_of(problems.begin(), problems.end(), [](const Problem& p) {
        return p.severity == Severity::error;
    });
}

}  // namespace dialogs::language
