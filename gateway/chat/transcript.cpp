#include "gateway/chat/transcript.h"

#include "storage/conversations.h"
#include "storage/messages.h"
#include "storage/staff.h"
#include "storage/worklist.h"

#include <map>

namespace gateway::chat {
namespace {

namespace frames = channels::web_chat;

frames::Author author_of(storage::Author author) {
    switch (author) {
        case storage::Author::resident: return frames::Author::resident;
        case storage::Author::clerk: return frames::Author::clerk;
        case storage::Author::bot: return frames::Author::bot;
        case storage::Author::system:
        case storage::Author::note: return frames::Author::system;
    }
    return frames::Author::system;
}

// "1\t查政策\n": as turns keeps a page's buttons.
std::vector<dialogs::Choice> choices_of(std::string_view kept) {
    std::vector<dialogs::Choice> choices;
    while (!kept.empty()) {
        const auto end = kept.find('\n');
        const auto line = kept.substr(0, end);
        const auto tab = line.find('\t');
        if (tab != std::string_view::npos) {
            choices.push_back({std::string(line.substr(0, tab)), std::string(line.substr(tab + 1))}
            );
        }
        kept.remove_prefix(end == std::string_view::npos ? kept.size() : end + 1);
    }
    return choices;
}

frames::Control control_of(storage::Control control) {
    switch (control) {
        case storage::Control::bot: return frames::Control::bot;
        case storage::Control::queued: return frames::Control::queued;
        case storage::Control::human: return frames::Control::human;
    }
    return frames::Control::bot;
}

// Clerks' names as residents may read them, looked up once each.
class Names {
public:
    explicit Names(storage::Connection& connection) : connection_(connection) {}

    storage::Result<std::string> of(std::optional<std::int64_t> clerk) {
        if (!clerk) return std::string();
        if (auto known = known_.find(*clerk); known != known_.end()) return known->second;
        auto found = storage::staff::find(connection_, *clerk);
        if (!found) return found.error();
        return known_[*clerk] = *found ? (*found)->display_name : std::string();
    }

private:
    storage::Connection& connection_;
    std::map<std::int64_t, std::string> known_;
};

storage::Result<frames::Handoff> handoff_of(
    storage::Connection& connection, const storage::Conversation& conversation, Names& names
) {
    frames::Handoff handoff;
    handoff.state = control_of(conversation.control);
    handoff.case_no = conversation.case_no;
    auto clerk = names.of(conversation.owner_id);
    if (!clerk) return clerk.error();
    handoff.clerk = *clerk;
    if (conversation.control != storage::Control::queued) return handoff;
    auto since = storage::worklist::waiting_since(connection, conversation.id);
    if (!since) return since.error();
    if (!*since) return handoff;
    auto ahead = storage::worklist::ahead_of(connection, conversation, **since);
    if (!ahead) return ahead.error();
    handoff.queue_position = *ahead + 1;
    return handoff;
}

}  // namespace

storage::Result<Update> update_since(
    storage::Connection& connection, const dialogs::Address& chat, std::int64_t after
) {
    auto talk = storage::find_talk(connection, chat);
    if (!talk) return talk.error();
    Update update;
    update.conversation = talk->conversation.id;
    update.newest = after;
    if (update.conversation == 0) {
        update.newest = 0;
        update.handoff.state = frames::Control::bot;
        return update;
    }
    Names names(connection);
    auto handoff = handoff_of(connection, talk->conversation, names);
    if (!handoff) return handoff.error();
    update.handoff = std::move(*handoff);

    auto said = storage::messages_after(connection, update.conversation, after, max_replayed);
    if (!said) return said.error();
    for (const auto& one : *said) {
        auto name = names.of(one.clerk_id);
        if (!name) return name.error();
        update.said.push_back(
            {one.id, author_of(one.author), *name, one.text, choices_of(one.choices), one.at}
        );
        update.newest = one.id;
    }
    return update;
}

storage::Result<std::vector<std::int64_t>> mark_read(
    storage::Connection& connection, std::int64_t conversation, std::int64_t seq
) {
    return connection.all(
        "UPDATE messages SET status = 'delivered' WHERE conversation_id = ? AND id <= ? AND author "
        "= 'clerk' "
        "AND status = 'kept' RETURNING id",
        [](const storage::Row& row) { return row.integer(0); },
        conversation,
        seq
    );
}

}  // namespace gateway::chat
