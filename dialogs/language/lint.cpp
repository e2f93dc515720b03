#include "dialogs/language/lint.h"

namespace dialogs::language {

std::vector<Problem> lint(const Script&) { return {}; }

}  // namespace dialogs::language
