#include "gateway/turns/unanswered.h"

#include "dialogs/engine/waiting.h"
#include "knowledge/alarm.h"

#include <algorithm>

namespace gateway::turns {
namespace {

std::string_view at_home(std::string_view number) {
    constexpr std::string_view mainland = "+86";
    if (number.starts_with(mainland)) number.remove_prefix(mainland.size());
    return number;
}

bool fits(std::string_view pattern, std::string_view sender) {
    if (!pattern.ends_with('*')) return sender == pattern;
    pattern.remove_suffix(1);
    return sender.starts_with(pattern);
}

}  // namespace

bool Unanswered::has(std::string_view sender) const {
    return std::ranges::any_of(patterns_, [&](const std::string& pattern) {
        return fits(pattern, sender) || fits(at_home(pattern), at_home(sender));
    });
}

bool is_left_unanswered(
    const Unanswered& list,
    const dialogs::Script& script,
    const dialogs::Session& session,
    const dialogs::Message& message
) {
    const bool is_asked = session.status == dialogs::SessionStatus::active &&
                          !session.stack.empty() && session.stack.back().asked;
    return list.has(message.from.sender) && !is_asked &&
           !dialogs::calls_person(script, message.text) && !knowledge::alarm(message.text);
}

}  // namespace gateway::turns
