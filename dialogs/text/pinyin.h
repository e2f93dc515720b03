#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace dialogs::text {

// Toneless, lower case, one entry a character: 倴城 is {"ben", "cheng"}. Latin letters and digits
// stay together as they are; everything else is left out.
std::vector<std::string> syllables(std::string_view text);

std::string pinyin(std::string_view text);  // "bencheng"

// As northerners and input methods mix them up: zh z, ch c, sh s, n l, ing in, eng en, ang an are
// one.
std::string fuzzy_pinyin(std::string_view text);
// The same for toneless pinyin that is spelled out already.
std::string fold_sound(std::string_view typed);

// Same sound, tones and the pairs above aside. For words of the domain; never for names, numbers,
// yes or no.
bool sounds_like(std::string_view one, std::string_view other);

}  // namespace dialogs::text
