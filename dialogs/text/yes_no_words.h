#pragma once
#include "dialogs/text/cursor.h"

// The closed lists of yes_no().

namespace dialogs::text {

Words yes_words();
Words no_words();
Words unknown_words();
Words none_words();

// What can be said with or without 不: 同意, 行, 要.
Words agreeing_words();
// With 不 before them nobody knows: 知道, 清楚.
Words knowing_words();
// 想, 要, 用, and what is done with them: 不想办, 要申请.
Words doing_words();
Words deeds_done();
// What follows 是 and 就是: 是我本人, 就是这样.
Words what_is();

// What taking off a particle or 我 would turn into an answer, though it is none.
Words other_words();

}  // namespace dialogs::text
