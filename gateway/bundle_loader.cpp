#include "gateway/bundle_loader.h"

#include "dialogs/language/lint.h"
#include "dialogs/text/places.h"
#include "gateway/turns/contract.h"
#include "knowledge/passages.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

namespace gateway {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::language::Problem;

constexpr std::chrono::hours china_ahead{8};

std::string lines(const std::vector<Problem>& problems) {
    std::string text;
    for (const auto& problem : problems) {
        if (problem.severity == dialogs::language::Severity::error)
            text += dialogs::language::describe(problem) + '\n';
    }
    return text;
}

// Where an article's file says when it is to be reviewed.
dialogs::language::Mark review_mark(const std::filesystem::path& file) {
    std::ifstream stream(file);
    int number = 1;
    for (std::string line; std::getline(stream, line); ++number)
        if (line.starts_with("review_by:")) return {file.string(), number, 1};
    return {file.string(), 1, 1};
}

constexpr std::size_t village_code = 12;

using GazetteerPtr = std::shared_ptr<const dialogs::text::Gazetteer>;

// The same list when it lacks none of the villages of its towns.
GazetteerPtr with_villages(const GazetteerPtr& known, const config::Organisation& organisation) {
    auto places = known->places();
    for (const auto& area : organisation.areas()) {
        const bool is_new = area.code.size() == village_code && !known->by_code(area.code);
        if (is_new && known->by_code(area.parent))
            places.push_back({area.code, area.name, area.aliases, area.parent});
    }
    if (places.size() == known->places().size()) return known;
    return std::make_shared<const dialogs::text::Gazetteer>(std::move(places), known->fuzzy());
}

}  // namespace

void add_villages(dialogs::language::Script& script, const config::Organisation& organisation) {
    std::map<GazetteerPtr, GazetteerPtr> larger;
    const auto enlarge = [&](dialogs::language::SlotType& type) {
        if (!type.gazetteer) return;
        auto& list = larger[type.gazetteer];
        if (!list) list = with_villages(type.gazetteer, organisation);
        type.gazetteer = list;
    };
    for (auto& [name, type] : script.types)
        enlarge(type);
    for (auto& [id, flow] : script.flows) {
        for (auto& slot : flow.slots)
            enlarge(slot.type);
    }
}

dialogs::language::Surroundings surroundings_of(
    const knowledge::Library& library, const std::filesystem::path& folder, dialogs::Time now
) {
    dialogs::language::Surroundings around;
    around.today = std::chrono::floor<std::chrono::days>(now + china_ahead);
    around.articles.emplace();
    for (const auto& article : library.articles()) {
        dialogs::language::ArticleFacts facts;
        facts.topic = article.id;
        facts.service = article.service;
        for (auto& name : knowledge::facets_of(article))
            facts.facets.insert(std::move(name));
        facts.effective_from = article.effective_from;
        facts.review_by = article.review_by;
        facts.mark = review_mark(folder / (article.id + ".yaml"));
        around.articles->push_back(std::move(facts));
    }
    return around;
}

dialogs::Result<FreshBundle> read_bundle(
    const config::Config& config, dialogs::Time now, const CountyWords& county
) {
    FreshBundle fresh;
    std::vector<Problem> problems;
    fresh.files = dialogs::language::script_files(config.scripts, problems);
    auto script = dialogs::language::read_script(fresh.files);
    problems.insert(problems.end(), script.problems.begin(), script.problems.end());
    if (!script.script || has_error(problems)) return Error{Fault::malformed, lines(problems)};
    auto library =
        knowledge::Library::load(config.articles.string(), {}, county.articles, county.phrasings);
    if (!library) return library.error();
    auto found = lint(*script.script, surroundings_of(*library, config.articles, now));
    std::ranges::move(turns::check_contract(*script.script), std::back_inserter(found));
    if (has_error(found)) return Error{Fault::malformed, lines(found)};
    auto organisation = config::load_organisation(config.organisation);
    if (!organisation) return Error{Fault::malformed, organisation.error().text()};
    add_villages(*script.script, *organisation);
    fresh.bundle = std::make_shared<const turns::Bundle>(turns::Bundle{
        std::move(*script.script), std::move(*library), std::move(*organisation)});
    return fresh;
}

dialogs::Result<turns::BundlePtr> load_bundle(const config::Config& config) {
    auto fresh = read_bundle(config);
    if (!fresh) return fresh.error();
    return std::move(fresh->bundle);
}

}  // namespace gateway
