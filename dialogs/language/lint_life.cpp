#include "dialogs/language/digest.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>

#include <map>

namespace dialogs::language {

namespace {

// Where people wait, and where that stands in the script now.
struct Place {
    const Flow* flow = nullptr;  // nullptr when it is gone
    const Step* step = nullptr;
    std::string flow_id;
    std::string step_id;
};

Place place_of(const Script& script, const std::string& where) {
    const std::size_t dot = where.find('.');
    Place place{nullptr, nullptr, where.substr(0, dot), where.substr(dot + 1)};
    place.flow = script.flow(place.flow_id);
    if (place.flow != nullptr) place.step = place.flow->heir(place.step_id);
    return place;
}

void warn_of(const Script& script, const Place& place, int sessions, Problems& problems) {
    if (place.flow == nullptr) {
        warn(
            problems,
            script.mark,
            "D071",
            fmt::format(
                "flow '{}' is gone while {} conversations wait at its step '{}': they end",
                place.flow_id,
                sessions,
                place.step_id
            )
        );
    } else if (place.step == nullptr) {
        warn(
            problems,
            place.flow->mark,
            "D071",
            fmt::format(
                "step '{}' is gone while {} conversations wait at it: they go back to a checkpoint",
                place.step_id,
                sessions
            )
        );
    } else {
        warn(
            problems,
            place.step->mark,
            "D071",
            fmt::format(
                "step '{}' has changed while {} conversations wait at it: they are asked again",
                place.step->id,
                sessions
            )
        );
    }
}

}  // namespace

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
        const Place now = place_of(script, waiting.step);
        const bool is_same =
            now.step != nullptr && step_digest(script, *now.flow, *now.step) == waiting.digest;
        if (!is_same) disturbed[waiting.step] += waiting.sessions;
    }
    for (const auto& [where, sessions] : disturbed)
        warn_of(script, place_of(script, where), sessions, problems);
}

}  // namespace dialogs::language
