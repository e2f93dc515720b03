#pragma once
#include "dialogs/text/reading.h"

#include <optional>
#include <string>
#include <string_view>

// N13. What people take back or say twice: "三百，不对，五百" and "不是三百，是五百" mean 五百,
// "五百块，五百块" is one answer.

namespace dialogs::text {

struct Repair {
    std::string before;  // what was taken back; may hold repairs itself
    std::string after;
};

// The last repair in the message; nothing without something before it: "不对，五百" corrects what
// was said in an earlier message, which is not this room's to know.
std::optional<Repair> last_repair(std::string_view text);

// What is said twice in a row and nothing else.
std::optional<std::string> said_twice(std::string_view text);

// Whether a reader that gave this reason found the right kind of thing, but not a good one:
// "wrong check digit", as against "not a number".
bool is_near_miss(const std::string& why);

// The message as `reader` reads it, self-repairs and repetition understood.
template <class Reader>
auto read_speech(std::string_view text, Reader reader, int repairs_left = 3)
    -> decltype(reader(text)) {
    auto whole = reader(text);
    if (whole || repairs_left == 0) return whole;
    if (const auto once = said_twice(text)) return reader(*once);
    const auto repair = last_repair(text);
    if (!repair) return whole;
    const auto before = read_speech(repair->before, reader, repairs_left - 1);
    if (!before && !is_near_miss(before.why)) return whole;
    const auto after = reader(repair->after);
    return after ? after : whole;
}

}  // namespace dialogs::text
