#include "gateway/delivery/queue.h"

#include "gateway/channels/codec/marked.h"
#include "gateway/channels/page.h"
#include "gateway/delivery/page_token.h"
#include "storage/pages.h"

namespace gateway::delivery {
namespace {

using channels::codec::mark;
using channels::codec::read_marked;

// A link in an SMS is followed at once or looked for again within the month.
constexpr std::chrono::hours page_kept{30 * 24};

// The part as it leaves: where it wishes for a page, with the token of the one that is kept here,
// and holds what was said and nothing else.
storage::Result<std::string> with_page(
    storage::Connection& connection, const std::string& part, const storage::Utterance& said
) {
    const auto [way, words] = read_marked(part);
    if (way != channels::page_wanted) return part;
    const storage::pages::Page page{
        page_token(), said.conversation, said.text, said.at + page_kept};
    if (auto kept = storage::pages::add(connection, page, said.at); !kept) return kept.error();
    return mark(page.token, words);
}

}  // namespace

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
    for (const auto& planned : outgoing.parts) {
        auto text = with_page(connection, planned, said);
        if (!text) return text.error();
        storage::OutboxPart part;
        part.message = *message;
        part.conversation = conversation.id;
        part.channel = conversation.address.channel;
        part.recipient = conversation.address.sender;
        part.part = number++;
        part.text = std::move(*text);
        part.author = std::string(storage::name_of(said.author));
        part.epoch = conversation.epoch;
        part.next_at = said.at;
        part.send_class = outgoing.send_class;
        part.always = outgoing.always;
        part.form = outgoing.form;
        part.origin = outgoing.origin;
        part.stage = outgoing.stage;
        if (auto added = storage::add_part(connection, part, said.at); !added) return added;
    }
    return message;
}

}  // namespace gateway::delivery
