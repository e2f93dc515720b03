#include "gateway/editing_tools.h"

#include "dialogs/engine/passage_words.h"
#include "dialogs/text/segments.h"
#include "gateway/articles_in_force.h"
#include "knowledge/passages.h"

namespace gateway {
namespace {

// How each channel would show the article.
std::vector<desk::Shown> shown(const turns::Bundle& bundle, const knowledge::Article& article) {
    std::vector<desk::Shown> all;
    const auto passage = knowledge::passage_of(article, 1);
    for (const auto& [name, profile] : bundle.script.channels) {
        desk::Shown one;
        one.channel = name;
        one.text = dialogs::engine::worded(profile, passage);
        const auto cost = dialogs::text::sms_cost(profile.signature + one.text);
        if (profile.max_segments > 0) one.segments = cost.billed_segments;
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace

desk::Editing editing_tools(
    std::function<turns::BundlePtr()> in_force,
    ops::Clock clock,
    std::filesystem::path folder,
    std::function<void()> changed
) {
    desk::Editing editing;
    editing.check = [in_force, clock] {
        return [bundle = in_force(), now = clock()](const knowledge::Replacement& version) {
            return check_version(*bundle, version, now);
        };
    };
    editing.preview = [in_force] {
        return [bundle = in_force()](const knowledge::Article& article) {
            return shown(*bundle, article);
        };
    };
    editing.folder = std::move(folder);
    editing.changed = std::move(changed);
    return editing;
}

}  // namespace gateway
