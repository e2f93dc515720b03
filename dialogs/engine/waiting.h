#pragma once
#include "dialogs/engine/engine.h"

#include <string_view>
#include <vector>

// What a host may want to know of a session before it hands a message over. Pure.

namespace dialogs {

// Whether the person is asked for words of his own, whose end only he knows: they may come in
// several messages. Not for words that are to be kept secret, nor while nothing is asked.
bool waits_for_words(const Script& script, const Session& session, const Context& context);

// Whether `text` as a whole means the same at every step: 人工, 菜单, 0 …
bool is_command(
    const Script& script, const Session& session, const Context& context, std::string_view text
);

// Whether `text` as a whole asks for a person: 人工, 0, 转人工客服.
bool calls_person(const Script& script, std::string_view text);

// What the question that is open offers to pick from; nothing while none is.
std::vector<Choice> open_choices(
    const Script& script, const Session& session, const Context& context
);

// Whether it reads like a question: that is whole as it stands.
bool asks(std::string_view text);

}  // namespace dialogs
