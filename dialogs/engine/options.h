#pragma once
#include "dialogs/engine/slots.h"
#include "dialogs/language/types.h"
#include "dialogs/text/normalise.h"

#include <optional>
#include <string>

// The options of a choice slot in what people write.

namespace dialogs::engine {

// The option whose own word the whole message is.
std::optional<Filling> option_named(
    const language::SlotDefinition& slot, const text::Normalised& message
);

// The option, or of a multi slot all options, that the message chooses by number or in words. None
// when it says anything besides that is not understood, or names two where one is wanted. Several
// ids are kept as "poor ill", their labels as "生活困难、有重病".
std::optional<Filling> read_choice(
    const language::SlotDefinition& slot, const text::Normalised& message
);

// What two parts of a message choose together: the options of `more` that `filling` has not.
void add_options(Filling& filling, const Filling& more);

// Words around options that choose nothing: "老人还有".
bool only_joins(const text::Normalised& message);

}  // namespace dialogs::engine
