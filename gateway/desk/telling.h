#pragma once
#include "gateway/channels/channel.h"
#include "storage/cases.h"
#include "storage/chains.h"
#include "storage/conversations.h"
#include "storage/messages.h"
#include "storage/outbox.h"

#include <optional>
#include <string>
#include <vector>

namespace gateway::desk {

// What is to be told though it was refused, to whom, and how far it has come.
struct Telling {
    storage::Chain chain;
    storage::Utterance message;  // that was refused at first
    storage::Conversation conversation;
    std::optional<storage::Case> last_case;
    bool is_open = false;
    std::vector<std::string> channels{};  // after the filed notice
    std::string name{};                   // of its channel, as people call it
    bool group_told = false;              // a group of clerks, of a case that was opened for it
    std::string call_words{};             // to the clerk who is to telephone

    bool is_answer() const { return chain.kind == "reply"; }
    bool is_urgent() const { return chain.send_class == storage::SendClass::answer; }
    bool is_one_of_many() const { return chain.send_class == storage::SendClass::bulk; }
};

// Nothing when message or conversation are not there any more.
storage::Result<std::optional<Telling>> find_telling(
    storage::Connection& connection, const storage::OutboxPart& refused
);

// As a filed notice has it.
channels::Notice notice_of(const Telling& telling, storage::Time now);

// By which its person may be reached.
struct Phone {
    std::string number;  // empty when he left none
    bool own = false;    // the one he writes from: what he asked may be answered there
};
storage::Result<Phone> phone_of(storage::Connection& connection, const Telling& telling);

}  // namespace gateway::desk
