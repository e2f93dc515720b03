#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/understanding.h"

#include <optional>

namespace dialogs::engine {

namespace {

constexpr std::string_view openings[] = {
    "不对", "不是", "错了", "说错了", "写错了", "打错了", "发错了", "搞错了", "更正", "改一下"};
constexpr std::string_view links[] = {"我说的是", "应该是", "应当是", "我是说", "改成", "是", "说"};
constexpr std::string_view marks[] = {"，", ",", "。", "、", "：", ":", "！", "!", " "};

bool take_off(std::string_view& text, std::string_view beginning) {
    if (!text.starts_with(beginning)) return false;
    text.remove_prefix(beginning.size());
    return true;
}

bool take_off_any(std::string_view& text, auto& beginnings) {
    for (const std::string_view beginning : beginnings) {
        if (take_off(text, beginning)) return true;
    }
    return false;
}

// "不对，是李家庄" → "李家庄"
std::optional<std::string> corrected_value(std::string_view text) {
    if (!take_off_any(text, openings)) return {};
    take_off(text, "了");
    const bool parted = take_off_any(text, marks);
    while (take_off_any(text, marks)) {
    }
    const bool linked = take_off_any(text, links);
    if ((!parted && !linked) || text.empty()) return {};
    return std::string{text};
}

// The last answer that filled a slot of the flow on top.
const language::SlotDefinition* last_answered(const Turn& turn) {
    const auto& history = turn.session.history;
    if (history.empty() || history.back().slots.empty()) return nullptr;
    const std::string& name = history.back().slots.front();
    const language::SlotDefinition* slot = definition(turn, name);
    return slot && !slot->sensitive ? slot : nullptr;
}

void confirm_change(
    Turn& turn, const language::Step& step, const language::SlotDefinition& slot, Filling filling
) {
    turn.extra["correction.label"] = slot.label.empty() ? slot.name : slot.label;
    turn.extra["correction.value"] = filling.label.empty() ? filling.value : filling.label;
    fill(turn, slot.name, std::move(filling));
    note(turn, "corrected", place(top(turn)), slot.name);
    say(turn, pattern_text(turn, "pattern_correction"));
    ask(turn, step);
}

}  // namespace

bool correct(Turn& turn, const language::Step& step) {
    const auto value = corrected_value(turn.heard.text);
    if (!value) return false;
    const text::Normalised whole = turn.heard;
    turn.heard = text::normalise(*value);
    if (std::visit([&](const auto& kind) { return heard(turn, step, kind); }, step.kind))
        return true;
    const language::SlotDefinition* slot = last_answered(turn);
    if (slot) {
        Understanding understood = understand(*slot, turn.heard, today(turn.context));
        if (understood.meaning == Meaning::value) {
            confirm_change(turn, step, *slot, std::move(understood.filling));
            return true;
        }
    }
    turn.heard = whole;
    return false;
}

}  // namespace dialogs::engine
