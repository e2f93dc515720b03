#include "gateway/turns/danger.h"

#include "dialogs/text/clean.h"
#include "knowledge/alarm.h"

#include <utility>

namespace gateway::turns {

dialogs::Heard heard_of(dialogs::Message message) {
    dialogs::Heard heard;
    heard.alarm = knowledge::alarm(message.text);
    heard.message = std::move(message);
    return heard;
}

void sense_danger(
    const knowledge::Library& library, const dialogs::Session& session, dialogs::Heard& heard
) {
    // Shorter answers are names, numbers and choices: the rules do for them.
    constexpr std::size_t shortest_told = 8;  // characters
    const auto& text = heard.message.text;
    if (heard.alarm || session.stack.size() < 2) return;
    if (dialogs::text::code_points(text) >= shortest_told) heard.alarm = library.danger(text);
}

}  // namespace gateway::turns
