#include "dialogs/text/parse.h"

#include "dialogs/text/age.h"
#include "dialogs/text/date.h"
#include "dialogs/text/digits.h"
#include "dialogs/text/id_card.h"
#include "dialogs/text/menu.h"
#include "dialogs/text/name.h"
#include "dialogs/text/number.h"
#include "dialogs/text/phone.h"
#include "dialogs/text/reading.h"
#include "dialogs/text/yes_no.h"

#include <utility>

namespace dialogs::text {

namespace {

constexpr std::pair<std::string_view, SlotType> slot_types[] = {
    {"number", SlotType::number},
    {"digits", SlotType::digits},
    {"date", SlotType::date},
    {"phone", SlotType::phone},
    {"id_card", SlotType::id_card},
    {"yes_no", SlotType::yes_no},
    {"name", SlotType::name},
    {"age", SlotType::age},
    {"last_four", SlotType::last_four},
    {"menu_number", SlotType::menu_number},
};

using Shape = Understood::Shape;

Understood as_text(Reading<std::string> reading) {
    return {std::move(reading.value), Shape::text, std::move(reading.why)};
}

Understood as_number(const Reading<Decimal>& reading) {
    if (!reading) return {std::nullopt, Shape::number, reading.why};
    return {reading->text(), Shape::number, {}};
}

Understood as_date(const Reading<Date>& reading) {
    if (!reading) return {std::nullopt, Shape::text, reading.why};
    const auto shape = reading->lunar ? Shape::lunar_date : Shape::text;
    return {reading->text(), shape, reading->leap_month ? "of a leap month" : ""};
}

Understood as_years(const Reading<BirthYears>& reading) {
    if (!reading) return {std::nullopt, Shape::text, reading.why};
    auto years = std::to_string(reading->earliest);
    if (reading->latest != reading->earliest) years += '/' + std::to_string(reading->latest);
    return {std::move(years), Shape::text, {}};
}

Understood as_ending(const Reading<LastFour>& reading) {
    if (!reading) return {std::nullopt, Shape::text, reading.why};
    return {reading->value, Shape::text, reading->whole_card ? "of a whole identity number" : ""};
}

Understood as_choice(std::string_view text) {
    const auto number = menu_number(normalise(text));
    if (!number) return {std::nullopt, Shape::number, "not only a choice"};
    return {std::to_string(*number), Shape::number, {}};
}

Understood as_answer(const Reading<YesNo>& reading) {
    if (!reading) return {std::nullopt, Shape::text, reading.why};
    return {std::string(name(*reading)), Shape::text, {}};
}

}  // namespace

std::optional<SlotType> slot_type(std::string_view name) {
    for (const auto& [known, type] : slot_types) {
        if (known == name) return type;
    }
    return std::nullopt;
}

std::string_view name(SlotType type) {
    for (const auto& [known, listed] : slot_types) {
        if (listed == type) return known;
    }
    return "";
}

std::string Understood::json() const {
    if (!value) return "null";
    switch (shape) {
        case Shape::number: return *value;
        case Shape::lunar_date: return "{\"date\":\"" + *value + "\",\"lunar\":true}";
        case Shape::text: break;
    }
    return "\"" + *value + "\"";
}

Understood parse(SlotType type, std::string_view text, std::chrono::year_month_day today) {
    switch (type) {
        case SlotType::number: return as_number(number(text));
        case SlotType::digits: return as_text(digits(text));
        case SlotType::date: return as_date(date(text, today));
        case SlotType::phone: return as_text(phone(text));
        case SlotType::id_card: return as_text(id_card(text, today));
        case SlotType::yes_no: return as_answer(yes_no(text));
        case SlotType::name: return as_text(person_name(text));
        case SlotType::age: return as_years(birth_years(text, today));
        case SlotType::last_four: return as_ending(last_four(text));
        case SlotType::menu_number: return as_choice(text);
    }
    return {};
}

}  // namespace dialogs::text
