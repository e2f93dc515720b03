#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/steps.h"

namespace dialogs::engine {

void begin(Turn& turn, const language::Step& step, const language::Say& words) {
    say(turn, {render(turn, words.text), {}, place(top(turn)), {}});
    go_on(turn, step.next);
}

}  // namespace dialogs::engine
