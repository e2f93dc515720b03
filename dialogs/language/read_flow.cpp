#include "dialogs/language/read_flow.h"

#include "dialogs/language/read_step.h"
#include "dialogs/language/read_types.h"

#include <fmt/format.h>

namespace dialogs::language {

Flow read_flow(
    const YamlEntry& entry, const Script& script, const Defaults& defaults, Problems& problems
) {
    Flow flow;
    flow.id = entry.key;
    flow.mark = entry.mark;
    Fields fields(entry.value, fmt::format("flow '{}'", entry.key), problems);
    flow.description = fields.text("description");
    if (const YamlNode* trigger = fields.take("trigger")) {
        Fields own(*trigger, "'trigger'", problems);
        flow.triggers = own.texts("phrases");
        own.finish();
    }
    for (const YamlEntry& slot : fields.entries("slots"))
        flow.slots.push_back(read_slot(slot, script.types, problems));
    for (const YamlNode& step : fields.items("steps"))
        flow.steps.push_back(read_step(step, defaults, problems));
    if (flow.steps.empty())
        complain(problems, entry.mark, fmt::format("flow '{}' has no steps", entry.key), "D003");
    fields.finish();
    return flow;
}

}  // namespace dialogs::language
