#pragma once
#include "dialogs/session.h"
#include "storage/conversations.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <list>
#include <memory>
#include <string>
#include <vector>

namespace gateway::turns {

// What a turn starts from.
struct Start {
    storage::Conversation conversation;
    std::int64_t session_version = 0;
    dialogs::Session session;
    std::string held;                // pieces of a message kept back for the rest of it
    std::vector<std::string> heard;  // ids of the latest messages, while they are remembered
};

// Handed from turn to turn rather than moved: it is a thousand bytes and more.
using StartPtr = std::unique_ptr<Start>;

// How each person's last turn ended, so that the next one need not ask the database. Only a guess:
// a desk or another process may have changed it since, and then nothing of a turn that started from
// it is kept (storage::keep_session and check_unchanged refuse it) and it is read anew. Loop
// thread, and inside the person's lane.
class Talks {
public:
    // A few kilobytes each. More people than this within one expiry of a session are read again.
    static constexpr std::size_t max_remembered = 16'384;
    // A provider repeats the last message or the one before it.
    static constexpr std::size_t max_heard = 4;

    // Takes it: a turn that fails leaves nothing behind. Nothing for a stranger, and nothing for a
    // message that was heard lately, whose first answer has to be looked up.
    StartPtr recall(const dialogs::Message& message);
    void remember(StartPtr start, std::string message_id);
    void forget(const dialogs::Address& address);

private:
    struct Place {
        StartPtr start;  // nothing while a turn has it
        std::list<std::size_t>::iterator age;
    };

    // By the hash of his address; of two who share one, the start tells whose it is. A person keeps
    // his place while his turn runs: looking it up is most of what this costs.
    boost::unordered_flat_map<std::size_t, Place> places_;
    std::list<std::size_t> latest_first_;  // the keys of places_
};

}  // namespace gateway::turns
