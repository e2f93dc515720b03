#pragma once
#include "dialogs/engine/migration.h"
#include "dialogs/language/surroundings.h"
#include "gateway/cli/scripts.h"

#include <array>

// What a new script would do to the conversations that are under way.

namespace gateway::cli {

struct Survey {
    int resting = 0;             // nothing is being asked: nothing can be lost
    std::array<int, 4> fates{};  // by dialogs::Fate
    std::array<std::map<std::string, int>, 4> places;  // by fate: where they wait now
    std::vector<dialogs::language::WaitingAt> waiting;

    int under_way() const { return fates[0] + fates[1] + fates[2] + fates[3]; }
    // Those that do not find their place again.
    int losing() const { return fates[2] + fates[3]; }
};

dialogs::Result<Survey> survey(
    storage::Connection& connection,
    const Editions& editions,
    const dialogs::Script& next,
    dialogs::Time now
);

// A table, a line a fate.
std::string describe(const Survey& survey);

}  // namespace gateway::cli
