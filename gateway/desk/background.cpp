#include "gateway/desk/background.h"

#include "dialogs/text/id_card.h"
#include "gateway/desk/words.h"
#include "storage/applications.h"
#include "storage/worklist.h"

namespace gateway::desk {
namespace {

using storage::Connection;
using storage::Result;
using storage::Time;

// The application this contact has proven to belong to, masked.
Result<std::optional<Beneficiary>> beneficiary_of(
    Connection& connection, const dialogs::Address& address, const registers::Keys& keys, Time now
) {
    auto application =
        storage::applications::verified_last(connection, address.channel, address.sender, now);
    if (!application) return application.error();
    if (!*application) return std::optional<Beneficiary>();
    auto name = keys.unseal((*application)->name_sealed);
    if (!name) return name.error();
    auto id_no = keys.unseal((*application)->id_no_sealed);
    if (!id_no) return id_no.error();
    return std::optional(Beneficiary{dialogs::text::mask_name(*name), std::move(*id_no)});
}

Result<std::vector<Topic>> topics_of(
    Connection& connection, std::int64_t conversation, const ApiTools& tools
) {
    auto shown = storage::worklist::topics_shown(connection, conversation);
    if (!shown) return shown.error();
    std::vector<Topic> topics;
    for (auto& id : *shown) {
        auto title = tools.title_of(id);
        topics.push_back({std::move(id), std::move(title)});
    }
    return topics;
}

}  // namespace

Result<Background> background_of(
    Connection& connection,
    const storage::Conversation& conversation,
    std::string_view case_no,
    const ApiTools& tools,
    Time now
) {
    Background background;
    background.requester = {conversation.contact_name, shown_address(conversation.address)};
    if (!case_no.empty()) {
        auto slots = storage::cases::slots(connection, case_no);
        if (!slots) return slots.error();
        background.slots = std::move(*slots);
    }
    auto topics = topics_of(connection, conversation.id, tools);
    if (!topics) return topics.error();
    background.shown = std::move(*topics);
    auto beneficiary = beneficiary_of(connection, conversation.address, tools.keys, now);
    if (!beneficiary) return beneficiary.error();
    background.beneficiary = std::move(*beneficiary);
    return background;
}

}  // namespace gateway::desk
