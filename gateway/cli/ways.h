#pragma once
#include "dialogs/language/script.h"

#include <string>
#include <vector>

// A step as somebody reads it who looks at a drawing.

namespace gateway::cli {

// A way out of a step, and when it is taken: "1 查政策", "否", "出错".
struct Way {
    const dialogs::language::Target* to = nullptr;
    std::string when;
};

// All ways the script itself writes; that to a person after too many misses, which every step has,
// is left out.
std::vector<Way> ways_of(const dialogs::language::Step& step);

// 说, 问, 菜单 …
std::string kind_of(const dialogs::language::Step& step);

// What it says or asks, or what it does.
std::string words_of(const dialogs::language::Step& step);

}  // namespace gateway::cli
