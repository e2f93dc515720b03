#pragma once
#include "dialogs/message.h"

#include <optional>
#include <string>
#include <string_view>

// A message brings its own way back: the conversation's session webhook, good for about 90 minutes
// and without a token. As ReplyTo keeps it:
//
//   [@]1795311000000 https://oapi.dingtalk.com/robot/sendBySession?session=…

namespace gateway::channels::dingtalk {

struct WayBack {
    std::string url;
    dialogs::Time until{};
    bool group = false;  // @: others read along there

    bool operator==(const WayBack&) const = default;
};

std::string write_way(const WayBack& way);
// Nothing when there is none.
std::optional<WayBack> read_way(std::string_view text);

}  // namespace gateway::channels::dingtalk
