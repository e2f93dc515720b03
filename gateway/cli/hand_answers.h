#pragma once
#include "dialogs/effect.h"
#include "dialogs/input.h"
#include "dialogs/language/script.h"
#include "dialogs/result.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

// `/action ok {…}` and `/action fail CODE`: what the next actions come back with, told by hand.

namespace gateway::cli {

class HandAnswers {
public:
    // Of what stands behind /action. The error's detail says in Chinese what is wrong with it: no
    // JSON object of plain values, or nothing that an action of the script comes back with.
    dialogs::Result<void> add(std::string_view words, const dialogs::Script& script);

    // The first one, if it may be this action's; it is used up.
    std::optional<dialogs::Input> take(const dialogs::Act& act, const dialogs::Script& script);

    std::size_t left() const { return answers_.size(); }

private:
    struct Answer {
        std::map<std::string, std::string> result;
        std::string code;  // of a failure, which has one
    };

    std::deque<Answer> answers_;
};

}  // namespace gateway::cli
