#pragma once
#include "dialogs/text/date.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace dialogs::text {

// The years of birth that a text with a 属相 leaves, earliest first: 属马的，今年七十二 one,
// 属马，六七十岁 two. A year is lunar where the animal's year reaches into the next one: who was
// born then may have either on the identity card. Nothing if no animal is named. Refused: an animal
// alone
// ("every twelfth year"), an age or a date of another animal, an age between 1 January and the
// lunar new year, when it is not known which of the two was counted.
std::optional<Reading<std::vector<Date>>> births_by_animal(
    std::u32string text, std::chrono::year_month_day today
);

// The same of a message as it came; empty unless there are two.
std::vector<Date> two_births(std::string_view text, std::chrono::year_month_day today);

}  // namespace dialogs::text
