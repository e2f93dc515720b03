#include "gateway/turns/intake.h"

#include <algorithm>

namespace gateway::turns {
std::string scene_of(const dialogs::Message& message) {
    if (message.event != "subscribe" && message.event != "scan" && message.event != "enter")
        return {};
    std::string_view key = message.event_key;
    constexpr std::string_view prefix = "qrscene_";
    if (key.starts_with(prefix)) key.remove_prefix(prefix.size());
    const bool digits = std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || (key.size() != 6 && key.size() != 9 && key.size() != 12)) return {};
    return std::string(key);
}

std::optional<dialogs::Message> as_words(dialogs::Message message) {
    if (message.kind != dialogs::MessageKind::event) return message;
    if (message.event == "click") {
        message.text = message.event_key;
    } else if (message.event == "subscribe" || message.event == "scan") {
        message.text = "菜单";
    } else {
        return std::nullopt;
    }
    message.kind = dialogs::MessageKind::text;
    return message;
}

bool is_button(const dialogs::Message& message) {
    return message.event == "click" && !message.text.empty();
}

std::string pressed(const dialogs::Message& button, std::span<const dialogs::Choice> open) {
    const dialogs::Choice meant{button.event_key, button.text};
    const bool is_open = std::ranges::find(open, meant) != open.end();
    return is_open ? button.event_key : button.text;
}

bool is_unheard(const dialogs::Message& message) {
    return message.kind == dialogs::MessageKind::voice && message.text.empty() &&
           !message.media_id.empty();
}

}  // namespace gateway::turns
