#include "dialogs/engine/route.h"
#include "dialogs/engine/steps.h"

namespace dialogs::engine {

void begin(Turn& turn, const language::Step&, const language::Call& to) { call(turn, to.flow); }

void begin(Turn& turn, const language::Step&, const language::Link& to) { link(turn, to.flow); }

}  // namespace dialogs::engine
