#pragma once
#include "dialogs/language/problem.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

// What can be known beside a script: the articles it answers from, the tests that walk it, the
// conversations that are in the middle of it.

namespace dialogs::language {

struct ArticleFacts {
    std::string topic;    // "dibao.materials"
    std::string service;  // "最低生活保障"
    std::set<std::string> facets;
    std::chrono::sys_days effective_from{};
    std::chrono::sys_days review_by{};
    Mark mark;  // of its review date
};

// A step as it was when conversations stopped at it.
struct WaitingAt {
    std::string step;    // "status.ask_no"
    std::string digest;  // step_digest() of the script they were advanced by
    int sessions = 0;
};

// What is absent is not looked at.
struct Surroundings {
    std::optional<std::vector<ArticleFacts>> articles;
    std::chrono::sys_days today{};
    std::optional<std::set<std::string>> walked;  // "status.ask_no": steps that some test walks
    std::vector<WaitingAt> waiting;
};

}  // namespace dialogs::language
