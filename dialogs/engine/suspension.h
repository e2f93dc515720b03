#pragma once
#include "dialogs/engine/turn.h"

// A flow put aside with all that was told in it, until the person says 继续.

namespace dialogs::engine {

// Keeps the flows under way as they stood at the last question answered, without what is sensitive.
void suspend(Turn& turn);

// 继续: what waits is asked again, or else what was put aside is taken up. False when there is
// neither.
bool take_up_suspended(Turn& turn);

// Too old to be taken up.
void drop_overdue_suspension(Turn& turn);

}  // namespace dialogs::engine
