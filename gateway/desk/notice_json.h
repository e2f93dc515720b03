#pragma once
#include "dialogs/result.h"
#include "gateway/delivery/allowance.h"
#include "gateway/desk/notices.h"

#include <optional>
#include <string>
#include <string_view>

namespace gateway::desk {

struct GivenNotice {
    Notice notice;
    std::string area;  // of a mailing
};
// {"text":"…","emergency":false,"reason":"…","area":"130224100","kind":"progress",
//  "facts":{"item":"高龄津贴"}}
dialogs::Result<GivenNotice> read_notice(std::string_view body);

// {"people":1,"held_until":null|"2026-11-24T07:00:00+08:00"}
std::string notice_json(int people, const std::optional<storage::Time>& held_until);

// {"left":3,"until":"…"}, both null where a channel counts nothing.
std::string allowance_json(const std::optional<delivery::Allowance>& allowed);

}  // namespace gateway::desk
