#pragma once
#include "gateway/cli/circumstances.h"
#include "gateway/cli/recording.h"
#include "gateway/cli/rehearsal.h"

#include <string>
#include <vector>

namespace gateway::cli {

// One script's side of a conversation that is played again.
class Side {
public:
    // `phone` is the person's own number, where the channel tells it. Bundle and script outlive it.
    Side(
        const turns::Bundle& bundle,
        const dialogs::Script& script,
        std::string channel,
        std::string phone
    )
        : bundle_(&bundle),
          script_(&script),
          channel_(std::move(channel)),
          phone_(std::move(phone)) {}

    // What the limits of time that are over by then lead to. Not the one for a person's coming:
    // only the recording tells whether somebody came.
    Rehearsed let_pass(dialogs::Time until);

    Rehearsed play(const Exchange& exchange, const Circumstances& around);

    // Whether the message was kept back for its rest, `held` being the pieces before it.
    bool keeps_back(const Exchange& exchange, const std::string& held) const;
    // Whether it goes on what was kept back before it.
    bool goes_on(const Exchange& exchange, const std::string& held) const;

    bool is_with_person() const;
    const dialogs::Script& script() const { return *script_; }

private:
    dialogs::Context context(dialogs::Time now) const { return {now, channel_, phone_}; }
    void put(Rehearsed& all, dialogs::Input input, dialogs::Time now, const Circumstances& around);

    const turns::Bundle* bundle_;
    const dialogs::Script* script_;
    std::string channel_;
    std::string phone_;
    dialogs::Session session_;
    std::vector<dialogs::Remind> reminders_;
    dialogs::Time since_{};  // they count from then
};

}  // namespace gateway::cli
