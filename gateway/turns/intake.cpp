#include "gateway/turns/intake.h"

#include "dialogs/text/normalise.h"

#include <algorithm>
#include <array>

namespace gateway::turns {
namespace {

constexpr std::array<std::string_view, 10> stop_words{
    "r", "t", "td", "n", "退订", "拒收", "取消订阅", "不要再发", "stop", "unsubscribe"};
constexpr std::array<std::string_view, 5> start_words{
    "start", "恢复", "订阅", "恢复订阅", "重新订阅"};

}  // namespace

Consent consent_of(std::string_view text) {
    // No such word is longer than eleven letters; a long message is never one.
    if (text.size() > 64) return Consent::none;
    const auto word = dialogs::text::normalise(text).compact;
    if (std::ranges::find(stop_words, word) != stop_words.end()) return Consent::stop;
    if (std::ranges::find(start_words, word) != start_words.end()) return Consent::start;
    return Consent::none;
}

std::string scene_of(const dialogs::Message& message) {
    if (message.event != "subscribe" && message.event != "scan") return {};
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

}  // namespace gateway::turns
