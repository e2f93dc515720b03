#pragma once
#include <string_view>

namespace dialogs::text {

// Whether a name may begin with this: the Hundred Family Surnames and those common today, in
// simplified script. Left out are the few that begin everyday answers: 别, 都, 后.
bool begins_with_surname(std::u32string_view name);

}  // namespace dialogs::text
