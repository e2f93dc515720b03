#include "dialogs/language/patterns.h"
#include "dialogs/language/reach.h"
#include "dialogs/language/rules.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

namespace {

// A command that no step can switch off and that ends at a person.
bool is_way_to_a_person(const Script& script, const Command& command) {
    const Link* const link = std::get_if<Link>(&command.run);
    const GotoFlow* const go = std::get_if<GotoFlow>(&command.run);
    if (!command.always || (link == nullptr && go == nullptr)) return false;
    return reaches_handoff(script, link != nullptr ? link->flow : go->flow);
}

}  // namespace

void check_people(const Script& script, Problems& problems) {
    const auto leads = [&](const Command& command) { return is_way_to_a_person(script, command); };
    if (std::none_of(script.commands.begin(), script.commands.end(), leads))
        complain(problems, script.mark, "no command with 'always: true' leads to a person", "D060");

    for (const std::string_view pattern : required_patterns)
        if (script.flow(pattern) == nullptr)
            complain(problems, script.mark, fmt::format("flow '{}' is missing", pattern), "D061");
    const std::string_view handoff = required_patterns[0];
    if (const Flow* flow = script.flow(handoff);
        flow != nullptr && !reaches_handoff(script, flow->id))
        complain(
            problems,
            flow->mark,
            fmt::format("flow '{}' never hands over to a person", handoff),
            "D060"
        );
}

}  // namespace dialogs::language
