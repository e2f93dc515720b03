#include "gateway/cli/scripts.h"

#include "dialogs/language/loader.h"
#include "gateway/cli/setup.h"

namespace gateway::cli {

ScriptPtr script_of(const storage::Bundle& bundle) {
    std::vector<dialogs::language::SourceFile> files;
    for (const auto& file : bundle.files)
        files.push_back({file.name, file.text});
    auto loaded = dialogs::language::read_script(files);
    if (!loaded.script) return nullptr;
    return std::make_shared<const dialogs::Script>(std::move(*loaded.script));
}

dialogs::Result<Editions> stored_editions(storage::Connection& connection) {
    auto bundles = storage::bundles_in_use(connection);
    if (!bundles) return bundles.error();
    Editions editions;
    for (const auto& bundle : *bundles)
        if (auto script = script_of(bundle)) editions[bundle.digest] = std::move(script);
    return editions;
}

std::string profile_of(const config::Config& config, const std::string& channel) {
    for (const auto& one : config.channels) {
        if (one.name == channel) return config::profile_of(one);
    }
    return "web";
}

dialogs::Result<std::unique_ptr<storage::Connection>> existing_database(const config::Config& config
) {
    if (!std::filesystem::exists(config.data_dir / "yimen.db")) return nullptr;
    return open_database(config);
}

}  // namespace gateway::cli
