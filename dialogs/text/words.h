#pragma once
#include "dialogs/text/cursor.h"

// Words that stand around an answer and say nothing about it, once for all readers.

namespace dialogs::text {

Words fillers();    // 嗯, 那个, 就是, 然后: what is said while thinking
Words greetings();  // 您好, 请问, 麻烦您
Words thanks();     // 谢谢, 麻烦了
Words particles();  // 吧 啊 呢 了: at the end
Words persons();    // 我, 老伴, 闺女, 村里: whose number or date it is

}  // namespace dialogs::text
