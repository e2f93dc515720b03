#include "gateway/channels/wechat/menu.h"

#include "gateway/channels/weixin/errcode.h"
#include "gateway/http/form.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

namespace gateway::channels::wechat {
namespace {

using config::MenuEntry;
using nlohmann::json;

json buttons_of(const std::vector<MenuEntry>& entries);

json button_of(const MenuEntry& entry) {
    json button = {{"name", entry.name}};
    switch (entry.does) {
        case MenuEntry::Does::open: button["sub_button"] = buttons_of(entry.entries); break;
        case MenuEntry::Does::click:
            button["type"] = "click";
            button["key"] = entry.key;
            break;
        case MenuEntry::Does::view:
            button["type"] = "view";
            button["url"] = entry.url;
            break;
        case MenuEntry::Does::miniprogram:
            button["type"] = "miniprogram";
            button["appid"] = entry.app_id;
            button["pagepath"] = entry.page;
            button["url"] = entry.url;
            break;
    }
    return button;
}

json buttons_of(const std::vector<MenuEntry>& entries) {
    auto buttons = json::array();
    for (const auto& entry : entries)
        buttons.push_back(button_of(entry));
    return buttons;
}

}  // namespace

std::string menu_json(const std::vector<MenuEntry>& menu) {
    return ops::write_json({{"button", buttons_of(menu)}});
}

Call build_menu(
    const std::string& api_base, const std::string& token, const std::vector<MenuEntry>& menu
) {
    const auto url = api_base + "/cgi-bin/menu/create?access_token=" + http::percent_encode(token);
    return weixin::json_call(url, menu_json(menu));
}

std::string words_of(const std::vector<MenuEntry>& menu, std::string_view key) {
    for (const auto& entry : menu) {
        if (entry.does == MenuEntry::Does::click && entry.key == key) return entry.says;
        for (const auto& inner : entry.entries)
            if (inner.does == MenuEntry::Does::click && inner.key == key) return inner.says;
    }
    return std::string(key);
}

}  // namespace gateway::channels::wechat
