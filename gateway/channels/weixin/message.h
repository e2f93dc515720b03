#pragma once
#include "dialogs/message.h"
#include "gateway/channels/weixin/payload.h"

#include <string>
#include <string_view>

// What official accounts and WeCom say of a message in the same words.

namespace gateway::channels::weixin {

// MsgId; for events, which have none, a digest of who, when, what and of `clear`, the bytes that
// `payload` was read from. Too coarse a one would take two events for one and drop the second.
std::string message_id(const Payload& payload, std::string_view clear);

// Kind, words and media of anything but an event. Kinds that are not known yet come as a link: the
// script says it cannot read them.
void tell(const Payload& payload, dialogs::Message& message);

}  // namespace gateway::channels::weixin
