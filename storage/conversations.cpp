#include "storage/conversations.h"

namespace storage {
namespace {

Control control_of(std::string_view name) {
    if (name == "queued") return Control::queued;
    if (name == "human") return Control::human;
    return Control::bot;
}

// Reads the columns of `conversation_columns`, in that order.
Conversation read_conversation(const Row& row) {
    Conversation found;
    found.id = row.integer(0);
    found.contact_id = row.integer(1);
    found.address = {row.text(2), row.text(3)};
    found.contact_name = row.text(4);
    found.area = row.text(5);
    found.consent.notices = row.integer(6) == 0;
    found.control = control_of(row.text(7));
    found.epoch = row.integer(8);
    found.owner_id = row.maybe_integer(9);
    found.case_no = row.text(10);
    found.consent.answers = row.integer(11) == 0;
    return found;
}

}  // namespace

std::string_view name_of(Control control) {
    switch (control) {
        case Control::bot: return "bot";
        case Control::queued: return "queued";
        case Control::human: return "human";
    }
    return "bot";
}

Result<Talk> find_talk(Connection& connection, const dialogs::Address& address) {
    auto found = connection.one(
        "SELECT v.id, c.id, c.channel, c.sender, c.name, v.area, c.opted_out, v.control, v.epoch, "
        "v.owner_id, v.case_no, c.answers_stopped, "
        "s.version, s.state, s.held FROM contacts c JOIN conversations v ON v.contact_id = c.id "
        "LEFT JOIN sessions s ON s.conversation_id = v.id WHERE c.channel = ? AND c.sender = ?",
        [](const Row& row) {
            return Talk{read_conversation(row), row.integer(12), row.text(13), row.text(14)};
        },
        address.channel,
        address.sender
    );
    if (!found) return found.error();
    if (*found) return std::move(**found);
    Talk unknown;
    unknown.conversation.address = address;
    return unknown;
}

Result<std::optional<Conversation>> find_conversation(Connection& connection, std::int64_t id) {
    return connection.one(
        "SELECT v.id, c.id, c.channel, c.sender, c.name, v.area, c.opted_out, v.control, v.epoch, "
        "v.owner_id, v.case_no, c.answers_stopped "
        "FROM conversations v JOIN contacts c ON c.id = v.contact_id WHERE v.id = ?",
        read_conversation,
        id
    );
}

Result<Conversation> ensure_conversation(
    Connection& connection, const Conversation& conversation, Time now
) {
    auto stored = conversation;
    if (stored.id != 0) return stored;
    const auto first_column = [](const Row& row) { return row.integer(0); };
    auto contact = connection.one(
        "INSERT INTO contacts(channel, sender, name, area, first_seen) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (channel, sender) DO UPDATE SET channel = excluded.channel RETURNING id",
        first_column,
        stored.address.channel,
        stored.address.sender,
        stored.contact_name,
        stored.area,
        now
    );
    if (!contact) return contact.error();
    stored.contact_id = contact->value();
    auto made = connection.one(
        "INSERT INTO conversations(contact_id, area, updated_at) VALUES (?, ?, ?) "
        "ON CONFLICT (contact_id) DO NOTHING RETURNING id",
        first_column,
        stored.contact_id,
        stored.area,
        now
    );
    if (!made) return made.error();
    if (!*made) return Error{Fault::conflict, "the conversation is known already"};
    stored.id = **made;
    return stored;
}

Result<void> check_unchanged(Connection& connection, const Conversation& conversation) {
    auto same = connection.one(
        "SELECT 1 FROM conversations WHERE id = ? AND epoch = ? AND COALESCE(case_no, '') = ?",
        [](const Row& row) { return row.integer(0); },
        conversation.id,
        conversation.epoch,
        conversation.case_no
    );
    if (!same) return same.error();
    if (!*same) return Error{Fault::conflict, "control has changed"};
    return {};
}

Result<void> keep_session(
    Connection& connection,
    const Conversation& conversation,
    std::int64_t version,
    const SessionState& state
) {
    if (version == 0) {
        if (auto same = check_unchanged(connection, conversation); !same) return same;
    }
    auto kept = version == 0
                    ? connection.run(
                          "INSERT INTO sessions(conversation_id, version, state, wake_at, "
                          "wake_kind, held) VALUES (?, 1, ?, ?, ?, ?) "
                          "ON CONFLICT (conversation_id) DO NOTHING",
                          conversation.id,
                          state.json,
                          state.wake_at,
                          state.wake_kind,
                          state.held
                      )
                    : connection.run(
                          "UPDATE sessions SET state = ?, wake_at = ?, wake_kind = ?, held = ?, "
                          "version = version + 1 WHERE conversation_id = ? AND version = ? "
                          "AND EXISTS (SELECT 1 FROM conversations WHERE id = ? AND epoch = ? "
                          "AND COALESCE(case_no, '') = ?)",
                          state.json,
                          state.wake_at,
                          state.wake_kind,
                          state.held,
                          conversation.id,
                          version,
                          conversation.id,
                          conversation.epoch,
                          conversation.case_no
                      );
    if (!kept) return kept.error();
    if (*kept == 0) return Error{Fault::conflict, "session or control has moved on"};
    return {};
}

Result<void> change_control(Connection& connection, const ControlChange& change, Time now) {
    auto changed = connection.run(
        "UPDATE conversations SET control = ?, owner_id = ?, waiting_since = ?, epoch = epoch + 1, "
        "updated_at = ? "
        "WHERE id = ? AND epoch = ?",
        name_of(change.to),
        change.owner_id,
        change.waiting_since,
        now,
        change.conversation,
        change.epoch
    );
    if (!changed) return changed.error();
    if (*changed == 0) return Error{Fault::conflict, "control has changed"};
    return {};
}

Result<void> set_case(Connection& connection, std::int64_t conversation, std::string_view case_no) {
    const std::optional<std::string_view> value =
        case_no.empty() ? std::nullopt : std::optional(case_no);
    auto done =
        connection.run("UPDATE conversations SET case_no = ? WHERE id = ?", value, conversation);
    if (!done) return done.error();
    return {};
}

Result<std::string> set_area(
    Connection& connection, std::int64_t conversation, std::string_view area
) {
    auto set = connection.one(
        "UPDATE conversations SET area = CASE WHEN county_only = 1 THEN '' ELSE ? END "
        "WHERE id = ? RETURNING area",
        [](const Row& row) { return row.text(0); },
        area,
        conversation
    );
    if (!set) return set.error();
    return set->value_or("");
}

Result<void> keep_with_county(Connection& connection, std::int64_t conversation) {
    auto done = connection.run(
        "UPDATE conversations SET area = '', county_only = 1 WHERE id = ?", conversation
    );
    if (!done) return done.error();
    return {};
}

}  // namespace storage
