#pragma once
#include "dialogs/engine/turn.h"

// 人工, 菜单, 返回, 退出, 重新开始, 帮助, 再说一遍: whole messages that mean the same at every
// step.

namespace dialogs::engine {

// False when the message is no command, or one that is off at this step.
bool run_command(Turn& turn);

// The one that the whole message is; nullptr for none, or one that is off here.
const language::Command* command_heard(const Turn& turn);

void obey(Turn& turn, const language::Command& command);

}  // namespace dialogs::engine
