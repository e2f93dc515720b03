#pragma once
#include "dialogs/language/script.h"

#include <filesystem>
#include <string>
#include <vector>

// Plays scripted conversations against a script: what failed, and what of the script was walked.

namespace dialogs::conversation {

struct Failure {
    language::Mark mark;  // of the step or the expectation
    std::string conversation;
    std::string message;
};

// "status.test.yaml:14:7: 进度查询: expected to wait at status.ask_no, waits at main.home"
std::string describe(const Failure& failure);

// What no conversation has walked: "status.locked", "status.mismatch choice quit".
struct Unwalked {
    language::Mark mark;
    std::string what;
};

// "flows/status.yaml:70:13: status.mismatch choice quit"
std::string describe(const Unwalked& unwalked);

struct Coverage {
    std::string flow;
    int steps = 0;
    int steps_walked = 0;
    // All ways that a step can lead on: of a `next` that forks, a choice's own too, choices, affirm
    // and deny, outcomes, rules that refuse, the detour to what `requires` wants, on_error,
    // on_unknown, on_max_attempts and timeout where they are written.
    int branches = 0;
    int branches_walked = 0;
    std::vector<Unwalked> missing;
};

struct Report {
    int conversations = 0;
    int steps = 0;
    std::vector<Failure> failures;
    std::vector<Coverage> coverage;  // by flow

    bool passed() const { return failures.empty() && conversations > 0; }
};

// What is to be done with *.golden.json files.
enum class Golden { compare, update };

// `paths` are *.test.yaml files, or folders searched for them. A path without any is a failure.
Report run_tests(
    const Script& script,
    const std::vector<std::filesystem::path>& paths,
    Golden golden = Golden::compare
);

}  // namespace dialogs::conversation
