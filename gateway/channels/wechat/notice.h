#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/filed_notice.h"

#include <string>
#include <vector>

// Notices in forms filed with WeChat: template messages, and subscriptions that a person opted in
// to. A form as the outbox keeps it:
//
//   {"way":"template"|"subscription","template":"TM…","page":"https://…","data":{"thing1":"…"}}

namespace gateway::channels::wechat {

// Faults as Channel::file().
dialogs::Result<Filed> file_notice(
    const std::vector<config::FiledNotice>& filed, const Notice& notice
);

}  // namespace gateway::channels::wechat
