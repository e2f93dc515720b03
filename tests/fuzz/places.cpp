#include "tests/fuzz/places.h"

#include "dialogs/language/walk.h"

namespace dialogs::fuzz {

std::string place_of(const Session& session) {
    if (session.status == SessionStatus::handed_over) return "a person's hands";
    if (session.stack.empty()) return "nothing";
    const Frame& frame = session.stack.back();
    const std::string field = frame.field.empty() ? "" : '.' + frame.field;
    const std::string late = session.status == SessionStatus::expired ? " expired" : "";
    return frame.flow + '.' + frame.step + field + late;
}

std::set<std::string> waiting_places(const Script& script) {
    std::set<std::string> places;
    for (const auto& [id, flow] : script.flows) {
        for (const language::Step& step : flow.steps) {
            const std::string place = language::full_id(flow, step);
            if (const auto* form = std::get_if<language::Form>(&step.kind)) {
                for (const language::Field& field : form->fields)
                    places.insert(place + '.' + field.collect.slot);
            } else if (language::waits_for_person(step)) {
                places.insert(place);
            }
        }
    }
    return places;
}

}  // namespace dialogs::fuzz
