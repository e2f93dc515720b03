#include "gateway/turns/holding.h"

#include "dialogs/engine/waiting.h"
#include "dialogs/text/clean.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace gateway::turns {
namespace {

// Three messages are one answer; the third is not waited for.
constexpr auto most_held = 2;
// Who writes more at a time has written it to its end.
constexpr std::size_t short_piece = 20;  // characters

// Nobody who has asked something is kept waiting.
bool is_finished(std::string_view text) {
    constexpr std::array<std::string_view, 6> ends{"。", "？", "！", "?", "!", "."};
    return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); }) ||
           dialogs::asks(text);
}

std::ptrdiff_t pieces(const std::string& held) {
    return held.empty() ? 0 : std::ranges::count(held, '\n') + 1;
}

bool is_waited_for(
    const dialogs::Script& script,
    const dialogs::Session& session,
    const dialogs::Context& context,
    const dialogs::Heard& heard
) {
    const auto& message = heard.message;
    return !heard.alarm && message.kind == dialogs::MessageKind::text && !message.text.empty() &&
           dialogs::waits_for_words(script, session, context);
}

}  // namespace

bool goes_on(
    const dialogs::Script& script,
    const dialogs::Session& session,
    const dialogs::Context& context,
    const dialogs::Heard& heard
) {
    return is_waited_for(script, session, context, heard) &&
           !dialogs::is_command(script, session, context, heard.message.text);
}

bool may_go_on(
    const dialogs::Script& script,
    const dialogs::Session& session,
    const dialogs::Context& context,
    const dialogs::Heard& heard,
    const std::string& held
) {
    const auto profile = script.channels.find(context.channel);
    if (profile == script.channels.end() || profile->second.coalesce.count() == 0) return false;
    const auto& text = heard.message.text;
    return pieces(held) < most_held && dialogs::text::code_points(text) <= short_piece &&
           is_waited_for(script, session, context, heard) && !is_finished(text) &&
           !dialogs::is_command(script, session, context, text);
}

std::string joined(const std::string& held, const std::string& piece) {
    return held.empty() ? piece : held + '\n' + piece;
}

}  // namespace gateway::turns
