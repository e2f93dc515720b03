#pragma once
#include "dialogs/input.h"
#include "dialogs/language/script.h"

#include <string>

namespace dialogs::engine {

// An article as a channel shows it: the short form where segments are counted, else the full one
// and its source.
std::string worded(const language::ChannelProfile& channel, const Passage& passage);

}  // namespace dialogs::engine
