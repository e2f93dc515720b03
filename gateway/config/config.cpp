#include "gateway/config/config.h"

#include "dialogs/language/fields.h"
#include "gateway/config/document.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace gateway::config {
namespace {

using dialogs::language::complain;
using dialogs::language::Fields;
using dialogs::language::Problems;
using dialogs::language::YamlNode;

constexpr std::size_t hook_secret_min = 16;  // characters; 128 bits written in base64url are 22
constexpr std::size_t aes_key_length = 43;
constexpr std::size_t channel_name_max = 32;

bool is_web_address(std::string_view text) {
    const auto after = text.starts_with("https://") ? 8U : text.starts_with("http://") ? 7U : 0U;
    return after != 0 && text.size() > after &&
           text.find_first_of(" \t\r\n\"<>") == std::string_view::npos;
}

bool is_channel_name(std::string_view name) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    return !name.empty() && name.size() <= channel_name_max &&
           name.find_first_not_of(letters) == std::string_view::npos;
}

// A name would be looked up, and might be another machine's tomorrow.
bool is_ip(std::string host) {
    std::array<unsigned char, sizeof(in6_addr)> address{};
    if (inet_pton(AF_INET, host.c_str(), address.data()) == 1) return true;
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    return bracketed &&
           inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), address.data()) == 1;
}

bool is_listen_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    std::uint16_t port = 0;
    const auto [end, error] =
        std::from_chars(text.data() + colon + 1, text.data() + text.size(), port);
    return is_ip(std::string(text.substr(0, colon))) && error == std::errc() &&
           end == text.data() + text.size();
}

// One mapping of the file, with the kinds of values only a configuration has.
class Settings {
public:
    Settings(const YamlNode& node, std::string what, Problems& problems, const LoadOptions& options)
        : fields_(node, std::move(what), problems), options_(options) {}

    Fields& fields() { return fields_; }

    std::string needed(std::string_view key) {
        const YamlNode* node = fields_.need(key);
        if (node == nullptr) return {};
        std::string text = fields_.text(key);
        if (text.empty()) wrong(key, "must not be empty");
        return text;
    }

    void web_address(std::string_view key, std::string& target) {
        if (fields_.take(key) == nullptr) return;
        target = fields_.text(key);
        while (target.ends_with('/'))
            target.pop_back();
        if (!is_web_address(target)) wrong(key, "must be an http:// or https:// address");
    }

    void listen_address(std::string_view key, std::string& target) {
        target = fields_.text(key, target);
        if (!is_listen_address(target)) wrong(key, "must be an address and a port: 127.0.0.1:8080");
    }

    Secret secret(std::string_view key) {
        const YamlNode* node = fields_.need(key);
        if (node == nullptr) return {};
        if (node->kind == YamlNode::Kind::text) return Secret(node->text);
        const YamlNode* file = node->find("file");
        const YamlNode* variable = node->find("env");
        if (node->entries.size() != 1 || (file == nullptr && variable == nullptr)) {
            wrong(key, "must be a text, {file: PATH} or {env: NAME}");
            return {};
        }
        if (!options_.read_secrets) return {};
        auto value = file != nullptr ? ops::secret_from_file(file->text)
                                     : ops::secret_from_environment(variable->text);
        if (value) return std::move(*value);
        wrong(key, value.error().detail);
        return {};
    }

    void wrong(std::string_view key, std::string_view why) {
        const YamlNode* node = fields_.take(key);
        complain(
            fields_.problems(),
            node != nullptr ? node->mark : fields_.mark(),
            fmt::format("'{}' of {}: {}", key, fields_.what(), why)
        );
    }

private:
    Fields fields_;
    const LoadOptions& options_;
};

Wechat read_wechat(Settings& settings, const LoadOptions& options) {
    constexpr std::array modes = {WechatMode::plain, WechatMode::compat, WechatMode::safe};
    Wechat wechat;
    wechat.mode = modes[settings.fields().one_of("mode", {"plain", "compat", "safe"}, 2)];
    wechat.original_id = settings.needed("original_id");
    wechat.app_id = settings.needed("app_id");
    wechat.app_secret = settings.secret("app_secret");
    wechat.token = settings.secret("token");
    settings.web_address("api_base", wechat.api_base);
    if (wechat.mode == WechatMode::plain && settings.fields().take("encoding_aes_key") == nullptr)
        return wechat;
    wechat.encoding_aes_key = settings.secret("encoding_aes_key");
    const std::size_t length = wechat.encoding_aes_key.reveal().size();
    if (options.read_secrets && length != 0 && length != aes_key_length) {
        settings.wrong("encoding_aes_key", "must have 43 characters");
    }
    return wechat;
}

Kannel read_kannel(Settings& settings, const LoadOptions& options) {
    Kannel kannel;
    kannel.hook_secret = settings.secret("hook_secret");
    const std::size_t length = kannel.hook_secret.reveal().size();
    if (options.read_secrets && length != 0 && length < hook_secret_min) {
        settings.wrong("hook_secret", "must have at least 16 characters");
    }
    if (settings.fields().need("send_url") != nullptr)
        settings.web_address("send_url", kannel.send_url);
    kannel.username = settings.needed("username");
    kannel.password = settings.secret("password");
    kannel.from = settings.needed("from");
    kannel.signature = settings.fields().text("signature");
    const std::string& mark = kannel.signature;
    if (!mark.empty() && !(mark.starts_with("【") && mark.ends_with("】"))) {
        settings.wrong("signature", "must stand in 【】, as operators file it");
    }
    return kannel;
}

Channel read_channel(const YamlNode& node, Problems& problems, const LoadOptions& options) {
    Settings settings(node, "a channel", problems, options);
    Channel channel;
    channel.name = settings.needed("name");
    if (!channel.name.empty() && !is_channel_name(channel.name)) {
        settings.wrong("name", "may hold a-z, 0-9, - and _, at most 32 of them");
    }
    const std::string type = settings.needed("type");
    if (type == "wechat") {
        channel.settings = read_wechat(settings, options);
    } else if (type == "kannel") {
        channel.settings = read_kannel(settings, options);
    } else if (type != "web_chat") {
        // Its keys are another provider's: to call them unknown as well would only confuse.
        if (!type.empty())
            settings.wrong(
                "type", "'" + type + "' is not supported; web_chat, wechat and kannel are"
            );
        return channel;
    }
    settings.fields().finish();
    return channel;
}

void read_channels(Settings& settings, Config& config, const LoadOptions& options) {
    if (settings.fields().need("channels") == nullptr) return;
    std::set<std::string> names;
    for (const YamlNode& node : settings.fields().items("channels")) {
        config.channels.push_back(read_channel(node, settings.fields().problems(), options));
        const std::string& name = config.channels.back().name;
        if (!name.empty() && !names.insert(name).second) {
            complain(
                settings.fields().problems(), node.mark, "a second channel is named '" + name + "'"
            );
        }
    }
    if (config.channels.empty()) settings.wrong("channels", "at least one is needed");
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
