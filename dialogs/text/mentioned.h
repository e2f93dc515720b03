#pragma once
#include <cstddef>
#include <string_view>

// Whom and which village a text speaks of, where nothing but its surroundings shows it: 俺爹张大山,
// 北街村. `at` is where a name may begin; the answer is its length, 0 where none begins. For taking
// names out: nothing else is to be concluded from them.

namespace dialogs::text {

// A surname and one or two characters: after a relative or a village (俺爹张大山), and before 的,
// 家, 他 or 她 where a sentence begins or after such as 给 (王秀英的手机).
std::size_t mentioned_name(std::u32string_view text, std::size_t at);

// What stands before 村, 屯 or 庄: 北街 of 北街村; nothing of 农村 and 哪个村.
std::size_t mentioned_village(std::u32string_view text, std::size_t at);

}  // namespace dialogs::text
