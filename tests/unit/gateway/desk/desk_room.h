#pragma once
#include "gateway/desk/handover.h"
#include "storage/staff.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <string>

// A database with clerks and residents who asked for a person.

namespace tests {

inline constexpr storage::Time noon{std::chrono::milliseconds(1'795'320'000'000)};

inline storage::Clerk add_clerk(
    storage::Connection& connection,
    const std::string& name,
    storage::Role role,
    const std::string& area
) {
    storage::Clerk clerk;
    clerk.name = name;
    clerk.display_name = name;
    clerk.role = role;
    clerk.area = area;
    clerk.id = storage::staff::add(connection, clerk, noon).value();
    return clerk;
}

inline storage::Conversation add_resident(
    storage::Connection& connection, const std::string& sender, const std::string& area
) {
    storage::Conversation conversation;
    conversation.address = {"web", sender};
    conversation.area = area;
    const auto id = storage::ensure_conversation(connection, conversation, noon).value().id;
    return storage::find_conversation(connection, id).value().value();
}

// The conversation after its resident asked for a person.
inline storage::Conversation ask_for_person(
    storage::Connection& connection,
    const std::string& sender,
    const std::string& area,
    const std::string& case_no
) {
    dialogs::HandOver wanted;
    wanted.reason = "asked";
    wanted.summary = "低保停了";
    wanted.context = {{"什么事", "低保停了"}};
    const auto conversation = add_resident(connection, sender, area);
    return gateway::desk::open_case(connection, conversation, wanted, case_no, noon)
        .value()
        .conversation;
}

}  // namespace tests
