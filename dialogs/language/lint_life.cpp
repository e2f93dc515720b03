#include "dialogs/language/digest.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>

#include <map>

namespace dialogs::language {

void check_tests(const Script& script, const Surroundings& around, Problems& problems) {
    if (!around.walked) return;
    for (const auto& [id, flow] : script.flows)
        for (const Step& step : flow.steps)
            if (!around.walked->contains(full_id(flow, step)))
                warn(problems, step.mark, "D070", fmt::format("no test walks step '{}'", step.id));
}

void check_waiting(const Script& script, const Surroundings& around, Problems& problems) {
    std::map<std::string, int> disturbed;
    for (const WaitingAt& waiting : around.waiting) {
        const std::size_t dot = waiting.step.find('.');
        const Flow* const flow = script.flow(waiting.step.substr(0, dot));
        const Step* const step =
            flow == nullptr ? nullptr : flow->step(waiting.step.substr(dot + 1));
        if (step == nullptr || step_digest(script, *flow, *step) == waiting.digest) continue;
        disturbed[waiting.step] += waiting.sessions;
    }
    for (const auto& [place, sessions] : disturbed) {
        const std::size_t dot = place.find('.');
        const Step* const step = script.step(place.substr(0, dot), place.substr(dot + 1));
        warn(
            problems,
            step->mark,
            "D071",
            fmt::format(
                "step '{}' has changed while {} conversations wait at it: they are asked again",
                step->id,
                sessions
            )
        );
    }
}

}  // namespace dialogs::language
