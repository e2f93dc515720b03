#include "gateway/desk_tools.h"

#include "gateway/editing_tools.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace gateway {
namespace {

std::function<std::string(std::string_view)> titles_of(turns::BundlePtr bundle) {
    return [bundle = std::move(bundle)](std::string_view topic) {
        const auto* article = bundle->library.find(topic);
        return article ? article->title : std::string(topic);
    };
}

}  // namespace

desk::ApiTools desk_tools(DeskParts parts) {
    const auto* turns = &parts.turns;
    const auto* roads = &parts.roads;
    const auto& config = parts.config;
    const auto bundle = turns->bundle();
    desk::ApiTools tools{
        parts.loop,
        parts.store,
        parts.news,
        parts.clock,
        std::shared_ptr<const config::Organisation>(bundle, &bundle->organisation),
        parts.keys,
        roads->plan(),
        titles_of(bundle),
        config.public_url,
    };
    tools.library = [turns] {
        const auto& in_force = turns->bundle();
        return std::shared_ptr<const knowledge::Library>(in_force, &in_force->library);
    };
    const auto in_force = [turns] { return turns->bundle(); };
    tools.editing = editing_tools(in_force, parts.clock, config.articles, std::move(parts.reload));
    tools.quiet_hours = config.quiet_hours;
    tools.capabilities = [roads](const std::string& channel) {
        return roads->capabilities(channel);
    };
    tools.file = roads->file();
    tools.media_folder = config.data_dir / "media";
    tools.failed_logins = parts.metrics.failed_logins();
    return tools;
}

}  // namespace gateway
