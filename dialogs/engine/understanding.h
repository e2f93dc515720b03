#pragma once
#include "dialogs/engine/slots.h"
#include "dialogs/language/types.h"
#include "dialogs/text/normalise.h"

#include <chrono>
#include <optional>

// What a slot makes of a message.

namespace dialogs::engine {

enum class Meaning {
    value,
    unknown,  // 不知道, 没有, 忘了
    skipped,  // an optional slot is left empty
    nothing,  // not understood
};

struct Understanding {
    Meaning meaning = Meaning::nothing;
    Filling filling{};
};

Understanding understand(
    const language::SlotDefinition& slot,
    const text::Normalised& message,
    std::chrono::sys_days today
);

// Whether the message is one of `words`, as written or without spaces and politeness.
bool is_one_of(const text::Normalised& message, const std::vector<std::string>& words);

}  // namespace dialogs::engine
