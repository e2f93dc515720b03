#include "gateway/delivery/queue.h"

namespace gateway::delivery {

storage::Result<std::int64_t> queue(
    storage::Connection& connection,
    const storage::Conversation& conversation,
    const Outgoing& outgoing
) {
    auto said = outgoing.said;
    said.conversation = conversation.id;
    said.status = outgoing.parts.empty() ? "kept" : "queued";
    auto message = storage::add_message(connection, said);
    if (!message) return message;

    int number = 0;
    for (const auto& text : outgoing.parts) {
        storage::OutboxPart part;
        part.message = *message;
        part.conversation = conversation.id;
        part.channel = conversation.address.channel;
        part.recipient = conversation.address.sender;
        part.part = number++;
        part.text = text;
        part.author = std::string(storage::name_of(said.author));
        part.epoch = conversation.epoch;
        part.next_at = said.at;
        part.send_class = outgoing.send_class;
        if (auto added = storage::add_part(connection, part, said.at); !added) return added;
    }
    return message;
}

}  // namespace gateway::delivery
