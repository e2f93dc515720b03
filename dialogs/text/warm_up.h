#pragma once

namespace dialogs::text {

// Loads ICU's tables of characters and the Chinese calendar, which the first message would
// otherwise wait for. For the shell to call once at start; nothing depends on it.
void warm_up();

}  // namespace dialogs::text
