#pragma once
#include "dialogs/effect.h"
#include "dialogs/engine/editions.h"
#include "dialogs/engine/engine.h"
#include "dialogs/input.h"
#include "gateway/ops/clock.h"
#include "gateway/ops/metrics.h"
#include "gateway/register/keys.h"
#include "gateway/store/store.h"
#include "gateway/turns/actions.h"
#include "gateway/turns/bundle.h"
#include "gateway/turns/played.h"
#include "storage/conversations.h"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

// Runs a conversation through one input: the engine decides, this answers what it asks, and what
// comes out is still only a plan.

namespace gateway::turns {

// The person's own number as a slot for one keeps it, where the channel tells it: who sends an SMS
// is one.
std::string phone_of(std::string_view profile, const std::string& sender);

class Player {
public:
    Player(Store& store, const registers::Keys& keys, ops::Metrics& metrics)
        : store_(store), actions_(store, keys, metrics) {}

    // For a terminal that tries a script out.
    void answer_acts(ByHand by_hand) { actions_.answer_by_hand(std::move(by_hand)); }

    // Plays `input` of the session in `played` by the script it was placed with, and of
    // `conversation`, which outlives the call, as `profile` ("sms", "wechat", "web") speaks. A
    // Heard's message id makes a verification's attempt count once, however often the turn is
    // played.
    boost::asio::awaitable<Result<PlayedPtr>> play(
        BundlePtr bundle,
        dialogs::ScriptPtr script,
        PlayedPtr played,
        const storage::Conversation& conversation,
        dialogs::Input input,
        std::string profile,
        Time now
    );

private:
    struct Turn;

    boost::asio::awaitable<Result<dialogs::Input>> answer(
        const Turn& turn, dialogs::Effect effect, std::optional<Handover>& handover
    );
    boost::asio::awaitable<Result<dialogs::Input>> hand_over(
        const Turn& turn, dialogs::HandOver wanted, std::optional<Handover>& handover
    );

    Store& store_;
    Actions actions_;
};

}  // namespace gateway::turns
