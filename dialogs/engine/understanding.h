#pragma once
#include "dialogs/engine/slots.h"
#include "dialogs/language/types.h"
#include "dialogs/text/dialect.h"
#include "dialogs/text/normalise.h"

#include <chrono>
#include <optional>

// What a slot makes of a message.

namespace dialogs::engine {

enum class Meaning {
    value,
    unknown,   // 不知道, 没有, 忘了
    skipped,   // an optional slot is left empty
    too_long,  // words of their own, more than the slot keeps
    either,    // one of two, and not said which
    nothing,   // not understood
};

struct Understanding {
    Meaning meaning = Meaning::nothing;
    Filling filling{};
    std::vector<std::string> choices{};  // of `either`, as they are spoken: 1954年, 1966年
    std::string why{};                   // of `nothing`: "no such date"; never personal data
    bool in_dialect = false;             // only local words put into standard ones meant it
};

// What the same words can mean another day, or elsewhere.
struct Setting {
    std::chrono::sys_days today;
    const text::Dialect& dialect;
};
Setting setting_of(const Turn& turn);

// Local words count only where the message means nothing as it is written, and never in names,
// places and free text.
Understanding understand(
    const language::SlotDefinition& slot, const text::Normalised& message, const Setting& setting
);

// Whether the message is one of `words`, as written or without spaces and politeness.
bool is_one_of(const text::Normalised& message, const std::vector<std::string>& words);
bool is_word(const text::Normalised& message, std::string_view word);

constexpr bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

}  // namespace dialogs::engine
