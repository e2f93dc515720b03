#pragma once
#include "dialogs/language/expression.h"
#include "dialogs/language/target.h"
#include "dialogs/language/template.h"

#include <string>
#include <vector>

// How a person is asked.

namespace dialogs::language {

// `if` true means the value is refused: `say` it, empty `clear` and ask again.
struct Validation {
    Expression when;
    Text say;
    std::vector<std::string> clear;
};

// What every step that waits for the person has.
struct Prompt {
    Text ask;
    std::vector<Text> reask;  // the first is said after the first miss; the last one repeats
    Text help;
    bool interruptible = true;
    bool questions_interrupt = false;  // not interruptible, but by a question that has an answer
    int max_attempts = 3;
    Target on_max_attempts;
    Target on_unknown;  // 不知道, 没有, 忘了; none: counts as not understood
};

}  // namespace dialogs::language
