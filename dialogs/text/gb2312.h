#pragma once

namespace dialogs::text {

// Whether the oldest Chinese telephones have the character: GB 2312-80, ASCII and the punctuation
// they show in its place.
bool in_gb2312(char32_t letter);

}  // namespace dialogs::text
