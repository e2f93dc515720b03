#pragma once
#include "dialogs/engine/migration.h"
#include "dialogs/language/surroundings.h"
#include "gateway/cli/scripts.h"

#include <array>

// What a new script would do to the conversations that are under way.

namespace gateway::cli {

struct Survey {
    int conversations = 0;
    int under_way = 0;           // something is being asked
    int aside = 0;               // put aside for 继续: in one under way, or in one that rests
    std::array<int, 4> fates{};  // by dialogs::Fate, of those under way and of those put aside
    std::array<std::map<std::string, int>, 4> places;  // by fate: where they stand now
    std::vector<dialogs::language::WaitingAt> waiting;

    int open() const { return under_way + aside; }
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
