#include "dialogs/engine/consent.h"

#include "dialogs/engine/prompt.h"
#include "dialogs/text/normalise.h"

#include <algorithm>
#include <array>

namespace dialogs {
namespace {

// Carriers' words, and what people write instead; as normalise() leaves them.
constexpr std::array<std::string_view, 12> stop_words{
    "r",
    "t",
    "td",
    "n",
    "t退订",
    "td退订",
    "退订",
    "拒收",
    "取消订阅",
    "不要再发",
    "stop",
    "unsubscribe"};
constexpr std::array<std::string_view, 8> stop_all_words{
    "全部退订", "全退订", "全部停止", "全部拒收", "都不要发", "都别发", "什么都别发", "stopall"};
constexpr std::array<std::string_view, 5> start_words{
    "start", "恢复", "订阅", "恢复订阅", "重新订阅"};

template <std::size_t count>
bool is_one_of(const std::array<std::string_view, count>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

struct Words {
    const char* pattern;
    const char* otherwise;  // for a script that has no such pattern
};

Words words_for(const Consent& consent) {
    if (consent.notices) return {"pattern_consent_started", "已恢复。不想收请回“退订”。"};
    if (consent.answers) return {"pattern_consent_stopped", "已退订通知。想恢复请回“恢复”。"};
    return {"pattern_consent_stopped_all", "已全部退订。想恢复请回“恢复”。"};
}

}  // namespace

Wish wish_in(std::string_view text) {
    // No such word is longer than eleven letters; a long message is never one.
    constexpr std::size_t longest = 64;
    if (text.size() > longest) return Wish::none;
    const auto word = text::normalise(text).core;
    if (is_one_of(stop_words, word)) return Wish::stop;
    if (is_one_of(stop_all_words, word)) return Wish::stop_all;
    return is_one_of(start_words, word) ? Wish::start : Wish::none;
}

std::optional<Settled> settle_consent(
    const Script& script, const Context& context, const Consent& before, std::string_view text
) {
    const auto wish = wish_in(text);
    if (wish == Wish::none) return std::nullopt;
    Settled settled;
    settled.consent.notices = wish == Wish::start;
    settled.consent.answers = wish == Wish::start || (wish == Wish::stop && before.notices);
    const auto [pattern, otherwise] = words_for(settled.consent);
    const engine::Turn turn{script, context, {}};
    settled.say = engine::pattern_text(turn, pattern);
    if (settled.say.text.empty()) settled.say.text = otherwise;
    return settled;
}

}  // namespace dialogs
