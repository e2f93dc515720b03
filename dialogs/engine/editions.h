#pragma once
#include "dialogs/engine/migration.h"

#include <map>
#include <memory>
#include <string>

// Which script a conversation goes on by: the one in force, or for a while still the one it began
// with.

namespace dialogs {

using ScriptPtr = std::shared_ptr<const Script>;

class Editions {
public:
    // How many superseded scripts are remembered; conversations of older ones are moved.
    static constexpr std::size_t max_superseded = 16;

    explicit Editions(ScriptPtr current) : current_(std::move(current)) {}

    const ScriptPtr& current() const { return current_; }

    // From now on new conversations begin by `script`.
    void publish(ScriptPtr script, Time now);

    // One that was in force before this program started.
    void remember(ScriptPtr script, Time superseded_at);

    // Wrong in law or unsafe: conversations leave it with their next message.
    void revoke(const std::string& digest);

    struct Placed {
        ScriptPtr script;
        Session session;
        Fate fate = Fate::kept;
    };
    // The session and the script that is to advance it. One that waits stays with its script for
    // limits.pin_max_age after that was superseded, and until the host has answered in any case.
    Placed place(Session session, Time now) const;

private:
    struct Superseded {
        ScriptPtr script;
        Time at{};
        bool revoked = false;
    };
    bool stays(const Session& session, const Superseded& old, Time now) const;

    ScriptPtr current_;
    std::map<std::string, Superseded> superseded_;  // by digest
};

}  // namespace dialogs
