#pragma once
#include "dialogs/text/normalise.h"

namespace dialogs::text {

// 给我接人工, 别机器人了来个人, 我要跟民政局的人讲话: somebody to talk to is called for and nothing
// else is said. Not 不要人工, and not 找人 with any other purpose (走丢了找人, 找人代办).
bool calls_for_person(const Normalised& message);

}  // namespace dialogs::text
