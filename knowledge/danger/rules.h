#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

// The rules of alarm.h as data, so that they can be read and argued about.

namespace knowledge::danger {

using Words = std::vector<std::string_view>;

// One way to speak of a danger: one of `first`, followed within `within` bytes by one of `then` if
// there are any, and none of `unless` anywhere in the message.
struct Rule {
    std::string_view kind;
    Words first;
    Words then;
    std::size_t within;
    Words unless;
};

// The first that holds decides: life before limb.
const std::vector<Rule>& rules();

// Everyday phrases that sound like a danger. They are blanked out before the rules are tried.
const Words& harmless();

// A danger mistyped: for each of its characters those that sound alike, so that 不想或了 is
// 不想活了.
struct Sound {
    std::string_view kind;
    std::vector<std::u32string_view> letters;
    Words unless;
};
const std::vector<Sound>& sounds();

// What is answered at once, by kind.
std::string_view answer(std::string_view kind);

}  // namespace knowledge::danger
