#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// What a slot of a given type understands: behind `collect` and behind `yimen parse`.

namespace dialogs::text {

// All that need nothing but the text; a place needs the list of places (places.h).
enum class SlotType {
    number,
    digits,
    date,
    phone,
    id_card,
    yes_no,
    name,
    age,
    last_four,
    menu_number
};
std::optional<SlotType> slot_type(std::string_view name);  // "number", "id_card", ...
std::string_view name(SlotType type);

struct Understood {
    enum class Shape { text, number, lunar_date };

    // "35000", "1948-03-05", "13812345678", "yes", "王秀英"; of an age the years of birth, "1950"
    // or "1949/1950". Nothing that JSON would want escaped.
    std::optional<std::string> value;
    Shape shape = Shape::text;
    std::string why;  // when there is no value; or what the value does not say: "of a leap month"

    // As JSON: null, 35000, "1948-03-05" or {"date":"1948-12-08","lunar":true}.
    std::string json() const;
};

Understood parse(SlotType type, std::string_view text, std::chrono::year_month_day today);

}  // namespace dialogs::text
