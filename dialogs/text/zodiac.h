#pragma once
#include <chrono>
#include <optional>
#include <string>

// 属相: the animal of a birth year. It comes back every twelve years, and its year begins with the
// lunar new year, late in January or in February.

namespace dialogs::text {

// 0 for 鼠 to 11 for 猪.
using Animal = int;

Animal animal_of(int lunar_year);

// Takes 属马的, 肖兔, 属相是龙 or 龙年 off the text, wherever it stands.
std::optional<Animal> take_animal(std::u32string& text);

// Days from the first to the last.
struct Span {
    std::chrono::sys_days first;
    std::chrono::sys_days last;
};

// Nothing outside of 1900 to 2099.
std::optional<Span> lunar_year(int year);

}  // namespace dialogs::text
