#include "dialogs/engine/meanings.h"

#include "dialogs/engine/asking.h"
#include "dialogs/engine/commands.h"
#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/picking.h"
#include "dialogs/engine/slots.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/language/walk.h"

#include <map>
#include <optional>

namespace dialogs::engine {

namespace {

using language::BaseType;

const language::SlotDefinition* slot_asked(const Turn& turn, const language::Step& step) {
    const Asked asked = asked_at(turn, step);
    return asked.collect ? definition(turn, asked.collect->slot) : nullptr;
}

struct Meant {
    std::string id;     // the same for two words that mean the same
    std::string shown;  // which is understood in its place
};

std::optional<Meant> as_answer(Turn& turn, const language::Step& step) {
    const auto* slot = slot_asked(turn, step);
    if (slot) {
        if (slot->type.base != BaseType::choice) return {};
        const auto read = understand(*slot, turn.heard, setting_of(turn));
        if (read.meaning != Meaning::value) return {};
        return Meant{"option " + read.filling.value, read.filling.label};
    }
    for (const language::Choice* choice : language::choices_of(step)) {
        if (!is_meant(turn, *choice)) continue;
        const bool commands = !choice->command.empty();
        return Meant{commands ? choice->command : "choice " + choice->id, choice->label};
    }
    return {};
}

// In the order in which a message is taken for one of them.
std::optional<Meant> meant_here(Turn& turn, const language::Step& step, Of what) {
    if (what == Of::step) return as_answer(turn, step);
    if (const auto* command = command_heard(turn)) return Meant{command->id, turn.heard.text};
    if (auto answer = as_answer(turn, step)) return answer;
    const language::Flow* flow = service_named(turn, step);
    if (!flow) return {};
    return Meant{"service " + flow->id, turn.heard.text};
}

}  // namespace

bool asks_for_own_words(const Turn& turn, const language::Step& step) {
    const auto* slot = slot_asked(turn, step);
    if (!slot) return false;
    const BaseType base = slot->type.base;
    return slot->sensitive || base == BaseType::text || base == BaseType::person_name ||
           base == BaseType::gazetteer;
}

bool asks_for_listed_words(const Turn& turn, const language::Step& step) {
    if (const auto* slot = slot_asked(turn, step)) return slot->type.base == BaseType::choice;
    const auto* menu = std::get_if<language::Menu>(&step.kind);
    if (menu) return menu->choices_from.empty();
    return std::holds_alternative<language::Review>(step.kind) ||
           std::holds_alternative<language::ChooseSlot>(step.kind);
}

std::vector<std::string> meant_by(
    Turn& turn, const language::Step& step, const std::vector<std::string_view>& words, Of what
) {
    const text::Normalised heard = turn.heard;
    std::map<std::string, std::string> meant;
    for (const std::string_view word : words) {
        turn.heard = text::normalise(word);
        if (auto here = meant_here(turn, step, what))
            meant.emplace(std::move(here->id), std::move(here->shown));
    }
    turn.heard = heard;
    std::vector<std::string> shown;
    for (auto& [id, word] : meant)
        shown.push_back(std::move(word));
    return shown;
}

}  // namespace dialogs::engine
