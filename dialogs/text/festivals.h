#pragma once
#include <optional>
#include <string_view>

namespace dialogs::text {

// A day with a name: 中秋节 is 8-15 of the Chinese calendar, 国庆节 10-1 of the other. Those that
// move with the sun or the week (清明, 母亲节), and 除夕 with its 29 or 30 days, are not here.
struct Festival {
    std::u32string_view name;  // without 节
    unsigned month;
    unsigned day;
    bool lunar;
};

// Takes 中秋节 or 五一劳动节 off the end.
std::optional<Festival> take_festival(std::u32string_view& text);

}  // namespace dialogs::text
