#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"
#include "dialogs/text/pinyin.h"

#include <fmt/format.h>

#include <set>

namespace dialogs::language {

namespace {

struct Label {
    std::string text;
    Mark mark;
};

// Why a listener, or somebody who types half of it, takes one for the other; empty when nobody
// does.
std::string confusion(const std::string& one, const std::string& other) {
    if (one == other) return "are the same";
    const std::string sound = text::pinyin(one);
    if (!sound.empty() && sound == text::pinyin(other)) return "sound the same";
    if (other.starts_with(one) || one.starts_with(other)) return "begin the same";
    return {};
}

void check_list(const std::vector<Label>& labels, Problems& problems) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const std::string why = confusion(labels[j].text, labels[i].text);
            if (why.empty()) continue;
            warn(
                problems,
                labels[i].mark,
                "D009",
                fmt::format("labels '{}' and '{}' {}", labels[j].text, labels[i].text, why)
            );
        }
    }
}

}  // namespace

void check_labels(const Script& script, Problems& problems) {
    for (const auto& [id, flow] : script.flows) {
        for (const Step& step : flow.steps) {
            std::vector<Label> labels;
            for (const Choice* choice : choices_of(step))
                labels.push_back({choice->label, choice->mark});
            check_list(labels, problems);
        }
        for (const SlotDefinition& slot : flow.slots) {
            std::vector<Label> labels;
            for (const Option& option : slot.of)
                labels.push_back({option.label, slot.mark});
            check_list(labels, problems);
        }
    }
}

}  // namespace dialogs::language
