#pragma once
#include "dialogs/input.h"
#include "knowledge/ranking/topics.h"

#include <optional>
#include <string_view>

// People in danger write to whatever number they have. These rules run before anything else reads a
// message.

namespace knowledge {

// The danger a message speaks of, or none. Kinds: "suicide", "medical", "fire", "violence",
// "child". By rule alone: the same text always gives the same alarm, within microseconds.
std::optional<dialogs::Alarm> alarm(std::string_view text);

// Whether a message tells of violence that has ended or of a death already mourned (男人跳楼没了，
// 留下我们娘仨): told in a danger's words, so that only the rules may raise an alarm.
bool is_over(std::string_view text);

// The article behind an alarm: "child.protect" for a child, else "safety.emergency".
std::string_view topic_of(const dialogs::Alarm& alarm);

}  // namespace knowledge
