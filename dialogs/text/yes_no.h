#pragma once
#include "dialogs/text/reading.h"

#include <string_view>

namespace dialogs::text {

enum class YesNo {
    yes,      // 是 对 中 行 好嘞 没毛病
    no,       // 不是 不中 不用 甭 算了
    unknown,  // 不知道 忘了 记不清
    none,     // 没有 无
};
std::string_view name(YesNo answer);  // "yes"

// N9: closed lists over the whole message. "不是，我说是7月4号" is refused with "correction".
Reading<YesNo> yes_no(std::string_view text);

// A bare 嗯 may only say that somebody listens: it is yes, but not enough to hand in an
// application.
bool is_weak_yes(std::string_view text);

}  // namespace dialogs::text
