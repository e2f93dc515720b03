#pragma once
#include "dialogs/text/cursor.h"
#include "dialogs/text/yes_no.h"

#include <optional>

// One clause of an answer: "我真不太清楚", "那就不用了吧".

namespace dialogs::text {

// Nothing for a question (能不能), two denials (不是不行), and anything else that is no answer.
std::optional<YesNo> answer_in(std::u32string_view clause);

// 对对对 is 对, 是的是的 is 是的.
std::u32string_view once(std::u32string_view text);

bool holds(Words words, std::u32string_view text);
bool is_speaker(std::u32string_view text);  // 我, 俺, 家里
bool is_apology(std::u32string_view text);  // 对不起, 唉

}  // namespace dialogs::text
