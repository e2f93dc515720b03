#pragma once
#include "dialogs/effect.h"
#include "dialogs/input.h"
#include "gateway/config/organisation.h"
#include "gateway/ops/metrics.h"
#include "gateway/register/keys.h"
#include "gateway/store/store.h"
#include "storage/conversations.h"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <optional>
#include <string>
#include <utility>

// What the county answers to an action of a script: office_hours, rate_service, verify_application.
// What each takes and gives stands in contract.cpp.

namespace gateway::turns {

// What an action comes back with instead of what the county would answer; nothing: that.
using ByHand = std::function<std::optional<dialogs::Input>(const dialogs::Act&)>;

class Actions {
public:
    Actions(Store& store, const registers::Keys& keys, ops::Metrics& metrics)
        : store_(store),
          keys_(keys),
          mismatched_(metrics.lookups_denied("mismatch")),
          locked_(metrics.lookups_denied("locked")) {}

    // For a terminal that tries a script out.
    void answer_by_hand(ByHand by_hand) { by_hand_ = std::move(by_hand); }

    // In whose turn an action is asked for.
    struct Occasion {
        const config::Organisation& organisation;
        const storage::Conversation& conversation;
        const std::string& message_key;  // by which an attempt counts once; empty: nobody wrote
        Time now;
    };

    // Done, or Failed where there is no such action or the database did not take it within the
    // action's timeout: it may yet take what it had begun, which counts once for `message_key`.
    // `occasion` outlives the call.
    boost::asio::awaitable<dialogs::Input> act(const Occasion& occasion, dialogs::Act wanted);

private:
    boost::asio::awaitable<dialogs::Input> rate(const Occasion& occasion, dialogs::Act wanted);
    boost::asio::awaitable<dialogs::Input> verify(const Occasion& occasion, dialogs::Act wanted);

    Store& store_;
    const registers::Keys& keys_;
    ops::Counter mismatched_;
    ops::Counter locked_;
    ByHand by_hand_;
};

}  // namespace gateway::turns
