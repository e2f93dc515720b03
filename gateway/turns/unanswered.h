#pragma once
#include "dialogs/engine/engine.h"

#include <string>
#include <string_view>
#include <vector>

// Senders of a channel who are no people: carriers' and banks' numbers, other robots, with which
// the bot would talk for ever. What they send is kept, and the bot does not answer; a clerk may.

namespace gateway::turns {

class Unanswered {
public:
    // "10086", or "955*" for all that begins so; a mainland number is meant with and without +86.
    explicit Unanswered(std::vector<std::string> patterns) : patterns_(std::move(patterns)) {}

    bool has(std::string_view sender) const;

private:
    std::vector<std::string> patterns_;
};

// Whether a message is left unanswered. Who is listed by mistake is heard when the rules see a
// danger or he asks for a person, and while he is asked something: a person is reached by answers.
bool is_left_unanswered(
    const Unanswered& list,
    const dialogs::Script& script,
    const dialogs::Session& session,
    const dialogs::Message& message
);

}  // namespace gateway::turns
