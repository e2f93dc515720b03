#include "gateway/desk/announcement.h"

#include "gateway/channels/channel.h"
#include "storage/outbox.h"

namespace gateway::desk {

storage::Result<bool> announce(
    storage::Connection& connection,
    const OpenedCase& opened,
    const Groups& groups,
    storage::Time now
) {
    if (opened.joined) return false;
    for (const auto& channel : groups.channels) {
        storage::OutboxPart part;
        part.conversation = opened.conversation.id;
        part.channel = channel;
        part.recipient = channels::group_robot;
        part.text = "新办件 " + opened.no + "，请到工作台查看：" + groups.desk_url;
        part.author = "system";
        part.next_at = now;
        // Whatever the resident wants no more of: it is not for him.
        part.always = true;
        if (auto added = storage::add_part(connection, part, now); !added) return added.error();
    }
    return !groups.channels.empty();
}

}  // namespace gateway::desk
