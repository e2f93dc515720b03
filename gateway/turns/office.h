#pragma once
#include "dialogs/message.h"
#include "gateway/config/organisation.h"

#include <map>
#include <string>
#include <string_view>

// What a resident is told of office hours.

namespace gateway::turns {

// As scripts read it: open "true"/"false", next_open "今天14:00", "明天08:30", "周一08:30",
// "10月8日08:30".
std::map<std::string, std::string> office_result(
    const config::Organisation& organisation, std::string_view area, dialogs::Time now
);

}  // namespace gateway::turns
