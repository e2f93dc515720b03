#pragma once
#include "dialogs/consent.h"
#include "storage/database.h"

#include <optional>
#include <string>

namespace storage {

// Who speaks in a conversation.
enum class Control { bot, queued, human };
std::string_view name_of(Control control);

// A person on a channel and the one conversation they have with the county.
struct Conversation {
    std::int64_t id = 0;  // 0: not stored yet
    std::int64_t contact_id = 0;
    dialogs::Address address;
    std::string contact_name;
    std::string area;  // code; "" while unknown
    dialogs::Consent consent;
    Control control = Control::bot;
    std::int64_t epoch = 0;
    std::optional<std::int64_t> owner_id;
    std::string case_no;  // "" when no case is open
};

// Everything one turn starts from.
struct Talk {
    Conversation conversation;
    std::int64_t session_version = 0;  // 0: there is no session yet
    std::string session_state;
    std::string held;  // pieces of a message kept back for the rest of it
};

// Fault::not_found never: an unknown person gives a Talk with ids 0.
Result<Talk> find_talk(Connection& connection, const dialogs::Address& address);
Result<std::optional<Conversation>> find_conversation(Connection& connection, std::int64_t id);

// Stores contact and conversation if they are new; gives the conversation as it is stored.
// Fault::conflict when a conversation that was unknown is known by now.
Result<Conversation> ensure_conversation(
    Connection& connection, const Conversation& conversation, Time now
);

// Fault::conflict when who speaks in it, or its open case, is not what `conversation` says.
Result<void> check_unchanged(Connection& connection, const Conversation& conversation);

// A session as a turn leaves it, and when it is to be woken if nobody writes.
struct SessionState {
    std::string json;
    std::optional<Time> wake_at;
    std::string wake_kind{};
    std::string held{};
};

// Keeps the session if it is still at `version` and the conversation unchanged; else
// Fault::conflict.
Result<void> keep_session(
    Connection& connection,
    const Conversation& conversation,
    std::int64_t version,
    const SessionState& state
);

// Changes who speaks and raises the epoch, if the epoch is still `epoch`; else Fault::conflict.
struct ControlChange {
    std::int64_t conversation = 0;
    std::int64_t epoch = 0;
    Control to = Control::bot;
    std::optional<std::int64_t> owner_id;
    std::optional<Time> waiting_since;
};
Result<void> change_control(Connection& connection, const ControlChange& change, Time now);

Result<void> set_case(Connection& connection, std::int64_t conversation, std::string_view case_no);
// The area it has now: that one, or none if it is the county's alone.
Result<std::string> set_area(
    Connection& connection, std::int64_t conversation, std::string_view area
);
// Takes it from its town or village, for good: somebody complained in it.
Result<void> keep_with_county(Connection& connection, std::int64_t conversation);

}  // namespace storage
