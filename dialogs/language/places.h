#pragma once
#include "dialogs/result.h"
#include "dialogs/text/places.h"

#include <string_view>
#include <vector>

// Lists of towns and villages, the `source` of a gazetteer type:
//
//   code,name,aliases,parent
//   130224100,倴城镇,奔城;笨城,
//
// Lines end in \n or \r\n; no quoting, because no field may hold a comma.

namespace dialogs::language {

// Fault::malformed, "line 3: …", for a header, a code or a number of fields that is wrong.
Result<std::vector<text::Place>> read_places(std::string_view csv);

}  // namespace dialogs::language
