#pragma once
#include "gateway/cli/chat_room.h"
#include "gateway/cli/saved_run.h"

#include <string>
#include <string_view>

// What a line of `yimen chat` does: a message, or a command that begins with a slash.

namespace gateway::cli {

class ChatDesk {
public:
    ChatDesk(ChatRoom& room, bool trace);

    // False when the database failed; a command that was wrong says so and is forgotten.
    bool take(const std::string& line);

private:
    bool say(const std::string& line);
    bool advance(std::chrono::seconds by);
    bool timeout();
    bool give_back(const std::string& how);
    void answer_by_hand(const std::string& words);
    void obey(std::string_view command, const std::string& rest);
    void show(const ChatRoom::Reply& reply) const;
    void show_slots();
    void show_why() const;
    void reload();
    void save(const std::string& name);
    bool failed(const Error& error) const;

    ChatRoom& room_;
    bool trace_;
    SavedRun run_;
    std::vector<dialogs::Trace> last_;
};

}  // namespace gateway::cli
