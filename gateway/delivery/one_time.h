#pragma once
#include <string_view>

namespace gateway::delivery {

// Whether a text tells a code that is good once and for minutes: 验证码123456. Such a message is
// never sent again: late or twice it does harm.
bool holds_code(std::string_view text);

}  // namespace gateway::delivery
