#pragma once
#include <cstddef>
#include <span>
#include <string_view>

// The rules of alarm.h as data, so that they can be read and argued about. Lists of words are texts
// with spaces between the words; messages are searched without their spaces and punctuation.

namespace knowledge::danger {

// One way to speak of a danger: a word of `first`, followed within so many bytes by one of `then`
// if there are any, and none of `unless` and `unless_also` anywhere in the message.
struct Rule {
    std::string_view kind;
    std::string_view first;
    std::string_view then;
    std::size_t within;
    std::string_view unless;
    std::string_view unless_also;
};

// In the order they are tried; the first that holds decides.
std::span<const Rule> suicide_rules();
std::span<const Rule> child_rules();
std::span<const Rule> violence_rules();
std::span<const Rule> medical_rules();
std::span<const Rule> fire_rules();

// Everyday phrases that sound like a danger. They are blanked out before the rules are tried.
std::string_view harmless();

// Words of a message about money, papers, doctors' bills or a play: no rule but one of suicide
// holds in it, and whether there is a danger all the same is left to the classifier.
std::string_view settled();

// Whole messages that everybody sends, and people in danger too: they mean none by themselves.
std::string_view everyday();
// So is where somebody is: one of `people`, or nobody, before one of `whereabouts`.
std::string_view people();
std::string_view whereabouts();

// First words of rules that long messages use of what is past, of others or of money as often as of
// a danger: there they count for the classifier alone.
std::string_view weak();

// A danger mistyped: for each of its characters those that sound alike, so that 不想或了 is
// 不想活了.
struct Sound {
    std::string_view kind;
    std::u32string_view letters;
    std::string_view unless;
};
std::span<const Sound> sounds();

// What is answered at once, by kind.
std::string_view answer(std::string_view kind);

// Instead, for who tells of somebody else's poison, rope or knife: help comes first.
std::string_view answer_to_a_witness();

// Lists of words: whom one may tell of, what may stand before them at the beginning of a message,
// and what they have done or are about to do to themselves.
std::string_view others();
std::string_view before_another();
std::string_view acts();

// Lists of words: what tells that a danger is over, and that it is not.
std::string_view over();
std::string_view not_over();

}  // namespace knowledge::danger
