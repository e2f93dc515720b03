#pragma once
#include <compare>
#include <string>
#include <vector>

// What is wrong with a script, and where.

namespace dialogs::language {

// A place in a script file; lines and columns count from 1, columns in characters as an editor
// shows them.
struct Mark {
    std::string file;
    int line = 0;
    int column = 0;

    auto operator<=>(const Mark&) const = default;
};

enum class Severity { error, warning };

struct Problem {
    Mark mark;
    std::string code;  // "D002"; "D000" when the file cannot be read as a script at all
    Severity severity = Severity::error;
    std::string message;

    auto operator<=>(const Problem&) const = default;
};

// "flows/status.yaml:12:15: D002 there is no step 'ask_n' in flow 'status'"
std::string describe(const Problem& problem);

// By file, line and column, each only once.
void sort_by_place(std::vector<Problem>& problems);

bool has_error(const std::vector<Problem>& problems);

}  // namespace dialogs::language
