#pragma once
#include "dialogs/language/loader.h"
#include "dialogs/language/surroundings.h"
#include "gateway/config/config.h"
#include "gateway/ops/clock.h"
#include "gateway/turns/bundle.h"

#include <filesystem>
#include <vector>

namespace gateway {

// What the county has made of the articles: its own wordings, which count instead of the folder's,
// and the questions it has given to a topic.
struct CountyWords {
    std::vector<knowledge::Replacement> articles;
    std::vector<knowledge::Phrasing> phrasings;
};

// A bundle and the script files it was read from, as they were at that moment.
struct FreshBundle {
    turns::BundlePtr bundle;
    std::vector<dialogs::language::SourceFile> files;
    std::vector<std::string>
        left_out;  // approved versions that no longer fit, and why: a line each
};

// Scripts, articles and organisation, read from where the configuration says, and checked against
// each other. The error's detail holds every fault, one `file:line:column: message` a line.
dialogs::Result<FreshBundle> read_bundle(
    const config::Config& config,
    dialogs::Time now = ops::system_clock()(),
    const CountyWords& county = {}
);
dialogs::Result<turns::BundlePtr> load_bundle(const config::Config& config);

// Makes every list of places that holds a village's town know the village too, by the names and
// aliases the organisation has for it: a county writes its villages down once.
void add_villages(dialogs::language::Script& script, const config::Organisation& organisation);

// What the articles are to lint: `folder` holds their files. `now` gives the day.
dialogs::language::Surroundings surroundings_of(
    const knowledge::Library& library, const std::filesystem::path& folder, dialogs::Time now
);

}  // namespace gateway
