#pragma once
#include "dialogs/text/normalise.h"

#include <string_view>

// What kind of utterance a message is, before anything is known about what it means.

namespace dialogs::engine {

// The flow that asks whether an answer was meant as a question.
inline constexpr std::string_view question_guard = "pattern_question_guard";

// Whether it says something in words: no number, no mere particle.
bool is_wordy(const text::Normalised& message);

// 吗 呢 ？ 怎么 多少 什么 哪 …
bool looks_like_question(const text::Normalised& message);

// 不 没 别 …: what follows is not the case.
bool denies(std::string_view words);

// "不是倴城镇", "不是120260000011": what is named is not the answer. "不是三百，是五百" takes back
// the first only.
bool denies_value(const text::Normalised& message);
// "倴城镇低保去哪办"; a mere ？ after an answer only says that somebody is not sure.
bool asks_something(const text::Normalised& message);

}  // namespace dialogs::engine
