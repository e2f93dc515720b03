#include "gateway/desk/telling.h"

#include "dialogs/text/phone.h"
#include "gateway/desk/notice_facts.h"
#include "storage/case_slots.h"

#include <string_view>

namespace gateway::desk {
namespace {

using storage::Chain;
using storage::Connection;
using storage::Result;
using storage::Time;

// As the scripts label the number a person leaves (dialogs/scripts/flows).
constexpr std::string_view phone_label = "联系电话";

Result<Chain> chain_of(
    Connection& connection, const storage::Utterance& message, storage::SendClass send_class
) {
    auto found = storage::chains::find(connection, message.id);
    if (!found) return found.error();
    if (*found) return **found;
    Chain chain;
    chain.message = message.id;
    if (message.step == "notice") chain.kind = "notice";
    if (send_class == storage::SendClass::bulk) chain.send_class = send_class;
    auto begun = storage::chains::begin(connection, chain);
    if (!begun) return begun.error();
    return chain;
}

}  // namespace

Result<std::optional<Telling>> find_telling(
    Connection& connection, const storage::OutboxPart& refused
) {
    const auto id = refused.origin != 0 ? refused.origin : refused.message;
    auto message = storage::find_message(connection, id);
    if (!message) return message.error();
    auto conversation = storage::find_conversation(connection, refused.conversation);
    if (!conversation) return conversation.error();
    if (!*message || !*conversation) return std::optional<Telling>();
    auto chain = chain_of(connection, **message, refused.send_class);
    if (!chain) return chain.error();
    auto last = storage::cases::last_of(connection, refused.conversation);
    if (!last) return last.error();
    Telling telling;
    telling.chain = std::move(*chain);
    telling.message = std::move(**message);
    telling.conversation = std::move(**conversation);
    telling.is_open = *last && (*last)->no == telling.conversation.case_no;
    telling.last_case = std::move(*last);
    return std::optional(std::move(telling));
}

channels::Notice notice_of(const Telling& telling, Time now) {
    channels::Notice notice{telling.chain.kind, telling.chain.facts};
    const auto no = telling.last_case ? telling.last_case->no : std::string();
    return with_usual_facts(std::move(notice), telling.message.text, no, now);
}

Result<Phone> phone_of(Connection& connection, const Telling& telling) {
    constexpr std::string_view mainland = "+86";
    const std::string_view sender = telling.conversation.address.sender;
    if (sender.starts_with(mainland) && dialogs::text::is_mobile(sender.substr(mainland.size())))
        return Phone{std::string(sender), true};
    if (!telling.last_case) return Phone{};
    auto slots = storage::cases::slots(connection, telling.last_case->no);
    if (!slots) return slots.error();
    for (const auto& [label, value] : *slots) {
        if (label == phone_label && dialogs::text::is_mobile(value)) return Phone{"+86" + value};
    }
    return Phone{};
}

}  // namespace gateway::desk
