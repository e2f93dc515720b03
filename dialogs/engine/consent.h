#pragma once
#include "dialogs/consent.h"
#include "dialogs/effect.h"
#include "dialogs/engine/engine.h"

#include <optional>
#include <string_view>

// Stop and start, settled before the conversation and by whoever speaks in it: a bot must not argue
// with them, and no question that waits may take them for an answer.

namespace dialogs {

enum class Wish { none, stop, stop_all, start };

// 退订, TD, T … as the whole message, however it is written; "怎么退订" is a question and is not
// meant.
Wish wish_in(std::string_view text);

// The first stop is for notices, one more for everything else; a start takes back both.
struct Settled {
    Consent consent;
    Say say;  // of the patterns pattern_consent_…
};
// Nothing for a message that is about something else.
std::optional<Settled> settle_consent(
    const Script& script, const Context& context, const Consent& before, std::string_view text
);

}  // namespace dialogs
