#include "gateway/bundle_loader.h"

#include "dialogs/language/loader.h"

namespace gateway {
namespace {

using dialogs::Error;
using dialogs::Fault;

std::string lines(const std::vector<dialogs::language::Problem>& problems) {
    std::string text;
    for (const auto& problem : problems) {
        if (problem.severity == dialogs::language::Severity::error)
            text += dialogs::language::describe(problem) + '\n';
    }
    return text;
}

}  // namespace

dialogs::Result<turns::BundlePtr> load_bundle(const config::Config& config) {
    auto script = dialogs::language::load_script(config.scripts);
    if (!script.script) return Error{Fault::malformed, lines(script.problems)};
    auto library = knowledge::Library::load(config.articles.string());
    if (!library) return library.error();
    auto organisation = config::load_organisation(config.organisation);
    if (!organisation) return Error{Fault::malformed, organisation.error().text()};
    return std::make_shared<const turns::Bundle>(turns::Bundle{
        std::move(*script.script), std::move(*library), std::move(*organisation)});
}

}  // namespace gateway
