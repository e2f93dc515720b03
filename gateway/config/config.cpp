#include "gateway/config/config.h"

#include "dialogs/language/fields.h"
#include "gateway/config/channel_yaml.h"
#include "gateway/config/document.h"

#include <set>

namespace gateway::config {
namespace {

using dialogs::language::complain;
using dialogs::language::Fields;
using dialogs::language::Problems;
using dialogs::language::YamlNode;

void read_channels(Settings& settings, Config& config, const LoadOptions& options) {
    if (settings.fields().need("channels") == nullptr) return;
    std::set<std::string> names;
    int chats = 0;
    for (const YamlNode& node : settings.fields().items("channels")) {
        config.channels.push_back(read_channel(node, settings.fields().problems(), options));
        const std::string& name = config.channels.back().name;
        if (!name.empty() && !names.insert(name).second) {
            complain(
                settings.fields().problems(), node.mark, "a second channel is named '" + name + "'"
            );
        }
        // All of them would stand at /chat/ws.
        chats += std::holds_alternative<WebChat>(config.channels.back().settings) ? 1 : 0;
        if (chats > 1) complain(settings.fields().problems(), node.mark, "a second web_chat");
    }
    if (config.channels.empty()) settings.wrong("channels", "at least one is needed");
    for (const Channel& channel : config.channels) {
        for (const auto& fallback : channel.fallback)
            if (!names.contains(fallback) || fallback == channel.name)
                settings.wrong("channels", "no other channel is named '" + fallback + "'");
    }
}

void only(Settings& settings, std::string_view key, std::string& target) {
    const std::string known = target;
    target = settings.fields().text(key, known);
    if (target != known) settings.wrong(key, "only " + known + " is supported so far");
}

void read_paths(Fields& fields, Config& config) {
    config.data_dir = fields.text("data_dir", config.data_dir.string());
    config.scripts = fields.text("scripts", config.scripts.string());
    config.articles = fields.text("articles", config.articles.string());
    config.organisation = fields.text("organisation", config.organisation.string());
    config.pages = fields.text("pages", config.pages.string());
}

void read_quiet_hours(Settings& settings, Config& config) {
    if (settings.fields().take("quiet_hours") == nullptr) return;
    const auto hours = config::read_quiet_hours(settings.fields().text("quiet_hours"));
    if (hours)
        config.quiet_hours = *hours;
    else
        settings.wrong("quiet_hours", "must be two times, 21:00-07:00, or none");
}

void read_transcriber(Settings& settings, Media& media) {
    const auto* node = settings.fields().take("transcriber");
    if (node == nullptr) return;
    if (node->kind != YamlNode::Kind::mapping) {
        settings.web_address("transcriber", media.transcriber);
        return;
    }
    Fields program(*node, "transcriber", settings.fields().problems());
    media.transcriber_command = program.texts("command");
    if (media.transcriber_command.empty() || media.transcriber_command.front().empty())
        settings.wrong("transcriber", "must be an address, or {command: [program, argument, …]}");
    program.finish();
}

void read_media(Settings& settings, Media& media) {
    const auto* node = settings.fields().take("media");
    if (node == nullptr) return;
    constexpr int megabyte = 1024 * 1024;
    Settings told(*node, "media", settings.fields().problems(), settings.options());
    auto& fields = told.fields();
    media.item_max = static_cast<std::size_t>(fields.integer("item_mb", 10, 1, 100)) * megabyte;
    media.disk_max =
        static_cast<std::size_t>(fields.integer("disk_mb", 2048, 1, 1'000'000)) * megabyte;
    media.within = fields.duration("within", media.within);
    media.kept_for = std::chrono::hours(24) * fields.integer("keep_days", 180, 1, 3650);
    read_transcriber(told, media);
    media.transcribed_within = fields.duration("transcribed_within", media.transcribed_within);
    fields.finish();
}

Config read_config(const YamlNode& root, Problems& problems, const LoadOptions& options) {
    Config config;
    Settings settings(root, "the configuration", problems, options);
    settings.listen_address("listen", config.listen);
    settings.listen_address("admin_listen", config.admin_listen);
    if (settings.fields().need("public_url") != nullptr)
        settings.web_address("public_url", config.public_url);
    only(settings, "store", config.store);
    only(settings, "time_zone", config.time_zone);
    read_paths(settings.fields(), config);
    read_quiet_hours(settings, config);
    read_media(settings, config.media);
    read_channels(settings, config, options);
    settings.fields().finish();
    return config;
}

}  // namespace

Loaded<Config> load_config(const std::filesystem::path& file, LoadOptions options) {
    Problems problems;
    const auto root = read_document(file, problems);
    if (!root) return LoadError{std::move(problems)};
    Config config = read_config(*root, problems, options);
    dialogs::language::sort_by_place(problems);
    if (!problems.empty()) return LoadError{std::move(problems)};
    return config;
}

}  // namespace gateway::config
