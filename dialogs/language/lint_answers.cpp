#include "dialogs/language/paths.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace dialogs::language {

namespace {

// Labels by which somebody can say that he does not know.
constexpr std::string_view ways_out[] = {
    "不知道", "不清楚", "说不准", "说不好", "不确定", "不一定", "都不是", "其他"};

struct Asked {
    const SlotDefinition& slot;
    const Prompt& prompt;
    Mark mark;
};

std::vector<Asked> asked_by(const Script& script, const Flow& flow, const Step& step) {
    std::vector<Asked> found;
    const auto add = [&](const Collect& collect, const Prompt& prompt, const Mark& mark) {
        const SlotDefinition* const slot = script.slot(flow.id, collect.slot);
        if (slot != nullptr) found.push_back({*slot, prompt, mark});
    };
    if (const Collect* collect = std::get_if<Collect>(&step.kind))
        add(*collect, step.prompt, step.mark);
    if (const Form* form = std::get_if<Form>(&step.kind))
        for (const Field& field : form->fields)
            add(field.collect, field.prompt, field.mark);
    return found;
}

// Slots that are put to the articles: there a question is what was asked for.
std::set<std::string> queries_of(const Flow& flow) {
    std::set<std::string> slots;
    for (const Step& step : flow.steps)
        if (const Answer* answer = std::get_if<Answer>(&step.kind))
            for (const std::string& path : paths_of(answer->query))
                slots.emplace(slot_of(path));
    return slots;
}

void check_guard(const Asked& asked, const std::set<std::string>& queries, Problems& problems) {
    if (asked.slot.type.base != BaseType::text || asked.prompt.interruptible) return;
    if (queries.contains(asked.slot.name)) return;
    warn(
        problems,
        asked.mark,
        "D014",
        fmt::format(
            "free text '{}' is unguarded: with 'interruptible: false' a question is kept as the "
            "answer",
            asked.slot.name
        )
    );
}

void check_way_out(const Asked& asked, Problems& problems) {
    if (asked.slot.type.base != BaseType::choice || asked.slot.optional || asked.prompt.on_unknown)
        return;
    const auto is_way_out = [](const Option& option) {
        return std::any_of(std::begin(ways_out), std::end(ways_out), [&](std::string_view words) {
            return option.label.find(words) != std::string::npos;
        });
    };
    if (std::any_of(asked.slot.of.begin(), asked.slot.of.end(), is_way_out)) return;
    warn(
        problems,
        asked.mark,
        "D015",
        fmt::format(
            "whoever does not know '{}' has no answer: write 'on_unknown' or an option 说不准",
            asked.slot.name
        )
    );
}

}  // namespace

void check_answers(const Script& script, Problems& problems) {
    for (const auto& [id, flow] : script.flows) {
        const bool repairs = id.starts_with("pattern_");  // its question comes in place of another
        const std::set<std::string> queries = queries_of(flow);
        for (const Step& step : flow.steps) {
            for (const Asked& asked : asked_by(script, flow, step)) {
                if (!repairs) check_guard(asked, queries, problems);
                check_way_out(asked, problems);
            }
        }
    }
}

}  // namespace dialogs::language
