#pragma once
#include <string_view>

// The topics that are more to the code than one of many.

namespace knowledge {

inline constexpr std::string_view off_topic = "-";
inline constexpr std::string_view emergency_topic = "safety.emergency";
inline constexpr std::string_view child_topic = "child.protect";

}  // namespace knowledge
