#include "gateway/config/wechat_yaml.h"

#include "dialogs/text/clean.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace gateway::config {
namespace {

using dialogs::language::complain;
using dialogs::language::YamlNode;

constexpr std::size_t aes_key_length = 43;
// Of 自定义菜单: what is longer is refused, or shown with dots at its end.
constexpr std::size_t top_max = 3;
constexpr std::size_t entries_max = 5;
constexpr std::size_t top_name_max = 4;    // Han characters; two other letters take the room of one
constexpr std::size_t entry_name_max = 8;  // likewise
constexpr std::size_t key_bytes_max = 128;
constexpr std::size_t url_bytes_max = 1024;

std::size_t halves_of(std::string_view name) {
    std::size_t halves = 0;
    for (const char32_t letter : dialogs::text::to_utf32(name))
        halves += letter < 0x80 ? 1 : 2;
    return halves;
}

class MenuReader {
public:
    explicit MenuReader(Settings& settings) : settings_(settings) {}

    std::vector<MenuEntry> read() {
        const auto nodes = settings_.fields().items("menu");
        if (nodes.size() > top_max) wrong(nodes[top_max], "a menu holds at most 3 names");
        std::vector<MenuEntry> menu;
        for (const auto& node : nodes)
            menu.push_back(read_entry(node, top_name_max));
        return menu;
    }

private:
    MenuEntry read_entry(const YamlNode& node, std::size_t name_max) {
        Settings entry(node, "a menu entry", settings_.fields().problems(), settings_.options());
        MenuEntry read;
        read.name = entry.needed("name");
        if (halves_of(read.name) > 2 * name_max)
            entry.wrong("name", fmt::format("has room for {} Han characters here", name_max));
        read.does = does(entry, name_max == top_name_max);
        switch (read.does) {
            case MenuEntry::Does::open: read.entries = read_entries(entry); break;
            case MenuEntry::Does::click: read_click(entry, read); break;
            case MenuEntry::Does::view: read_address(entry, "view", read.url); break;
            case MenuEntry::Does::miniprogram:
                read.app_id = entry.needed("miniprogram");
                read.page = entry.needed("page");
                if (entry.fields().need("url") != nullptr) read_address(entry, "url", read.url);
                break;
        }
        entry.fields().finish();
        return read;
    }

    // What is written tells what it does; it must be one thing.
    MenuEntry::Does does(Settings& entry, bool is_top) {
        using Does = MenuEntry::Does;
        constexpr std::array<std::pair<std::string_view, Does>, 4> all{
            {{"click", Does::click},
             {"view", Does::view},
             {"miniprogram", Does::miniprogram},
             {"entries", Does::open}}};
        std::vector<Does> written;
        for (const auto& [key, what] : all) {
            if (what == Does::open && !is_top) continue;
            if (entry.fields().take(key) != nullptr) written.push_back(what);
        }
        if (written.size() == 1) return written.front();
        complain(
            settings_.fields().problems(),
            entry.fields().mark(),
            is_top ? "a menu entry does one thing: click, view, miniprogram or entries"
                   : "a menu entry does one thing: click, view or miniprogram"
        );
        return written.empty() ? Does::open : written.front();
    }

    std::vector<MenuEntry> read_entries(Settings& entry) {
        const auto nodes = entry.fields().items("entries");
        if (nodes.size() > entries_max)
            wrong(nodes[entries_max], "a name of the menu opens at most 5 entries");
        std::vector<MenuEntry> entries;
        for (const auto& node : nodes)
            entries.push_back(read_entry(node, entry_name_max));
        return entries;
    }

    void read_click(Settings& entry, MenuEntry& read) {
        read.key = entry.needed("click");
        read.says = entry.fields().text("says", read.key);
        if (read.key.size() > key_bytes_max) entry.wrong("click", "may have at most 128 bytes");
        if (!read.key.empty() && !keys_.insert(read.key).second)
            entry.wrong("click", "another entry has this key");
        if (read.says.empty()) entry.wrong("says", "must not be empty");
    }

    void read_address(Settings& entry, std::string_view key, std::string& url) {
        entry.web_address(key, url);
        if (url.size() > url_bytes_max) entry.wrong(key, "may have at most 1,024 bytes");
    }

    void wrong(const YamlNode& node, std::string message) {
        complain(settings_.fields().problems(), node.mark, std::move(message));
    }

    Settings& settings_;
    std::set<std::string> keys_;
};

// What each variable is made of must be something it takes, as far as that is known already.
void check_variable(
    Settings& settings, const dialogs::language::YamlEntry& entry, const std::string& pattern
) {
    const auto wrong = [&](std::string why) {
        complain(settings.fields().problems(), entry.mark, "'" + entry.key + "': " + why);
    };
    const auto limit = limit_of(entry.key);
    if (limit.empty())
        return wrong("is no variable of WeChat's: thing1, phrase2, time3, character_string4 …");
    const auto names = values_in(pattern);
    if (!names) return wrong("has braces around something that is no name: {item}");
    if (names->empty() && !fits(entry.key, pattern))
        wrong("'" + pattern + "' does not fit: " + std::string(limit));
}

FiledNotice read_notice(const dialogs::language::YamlEntry& entry, Settings& all) {
    using Way = FiledNotice::Way;
    constexpr std::array ways = {Way::template_message, Way::once, Way::long_term};
    auto& problems = all.fields().problems();
    Settings settings(entry.value, "notice '" + entry.key + "'", problems, all.options());
    FiledNotice notice;
    notice.kind = entry.key;
    if (!dialogs::language::is_id(entry.key))
        complain(problems, entry.mark, "a notice is named with a-z, 0-9 and _");
    notice.way = ways[settings.fields().one_of("way", {"template", "once", "long_term"}, 1)];
    notice.template_id = settings.needed("template");
    settings.web_address("page", notice.page);
    if (settings.fields().need("variables") == nullptr) return notice;
    for (const auto& variable : settings.fields().entries("variables")) {
        auto pattern = dialogs::language::read_text(variable.value, variable.key, problems);
        check_variable(settings, variable, pattern);
        notice.variables.push_back({variable.key, std::move(pattern)});
    }
    settings.fields().finish();
    return notice;
}

}  // namespace

Secret read_aes_key(Settings& settings) {
    auto key = settings.secret("encoding_aes_key");
    const auto length = key.reveal().size();
    if (settings.options().read_secrets && length != 0 && length != aes_key_length)
        settings.wrong("encoding_aes_key", "must have 43 characters");
    return key;
}

Wechat read_wechat(Settings& settings) {
    constexpr std::array modes = {WechatMode::plain, WechatMode::compat, WechatMode::safe};
    Wechat wechat;
    wechat.mode = modes[settings.fields().one_of("mode", {"plain", "compat", "safe"}, 2)];
    wechat.original_id = settings.needed("original_id");
    wechat.app_id = settings.needed("app_id");
    wechat.app_secret = settings.secret("app_secret");
    wechat.token = settings.secret("token");
    settings.web_address("api_base", wechat.api_base);
    wechat.menu = MenuReader(settings).read();
    for (const auto& entry : settings.fields().entries("notices"))
        wechat.notices.push_back(read_notice(entry, settings));
    settings.hosts("media_hosts", wechat.media_hosts);
    if (wechat.mode == WechatMode::plain && settings.fields().take("encoding_aes_key") == nullptr)
        return wechat;
    wechat.encoding_aes_key = read_aes_key(settings);
    return wechat;
}

}  // namespace gateway::config
