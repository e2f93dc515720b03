#pragma once
#include "dialogs/effect.h"
#include "storage/conversations.h"
#include "storage/database.h"

#include <string>

namespace gateway::desk {

struct OpenedCase {
    std::string no;
    bool joined = false;                 // a case was open already
    int ahead = 0;                       // conversations of that area that have waited longer
    storage::Conversation conversation;  // queued, with its new epoch: what is said from now on
};

// Puts a conversation into the clerks' queue and opens its case under `case_no`, or joins the one
// that is open and raises its priority. `conversation` is as stored; Fault::conflict when who
// speaks has changed since.
storage::Result<OpenedCase> open_case(
    storage::Connection& connection,
    const storage::Conversation& conversation,
    const dialogs::HandOver& wanted,
    const std::string& case_no,
    storage::Time now
);

}  // namespace gateway::desk
