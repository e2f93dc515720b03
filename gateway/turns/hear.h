#pragma once
#include "gateway/turns/arrival.h"
#include "gateway/turns/keep.h"
#include "gateway/turns/play.h"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace gateway::turns {

// What a message is to its conversation: a word the shell settles by itself, a piece of something
// longer, or something to be played. Loop thread, in the person's lane.
class Listener {
public:
    Listener(Player& player, const dialogs::Editions& editions)
        : player_(player), editions_(editions) {}

    // Takes session and pieces out of turn.start, and says in `turn` what else is to be kept.
    boost::asio::awaitable<Result<PlayedPtr>> hear(
        BundlePtr bundle, Keeping& turn, const Arrival& arrival
    );

private:
    boost::asio::awaitable<Result<PlayedPtr>> play_rest(
        BundlePtr bundle,
        Keeping& turn,
        const Arrival& arrival,
        dialogs::ScriptPtr script,
        PlayedPtr played,
        std::string held,
        dialogs::Heard heard
    );
    boost::asio::awaitable<Result<PlayedPtr>> play_after(
        BundlePtr bundle,
        Keeping& turn,
        dialogs::ScriptPtr script,
        PlayedPtr played,
        std::string held,
        dialogs::Heard heard,
        std::string profile
    );
    boost::asio::awaitable<Result<PlayedPtr>> play_heard(
        BundlePtr bundle,
        Keeping& turn,
        dialogs::ScriptPtr script,
        PlayedPtr played,
        dialogs::Heard heard,
        std::string profile
    );

    Player& player_;
    const dialogs::Editions& editions_;
};

}  // namespace gateway::turns
