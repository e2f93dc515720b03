#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/wechat.h"

#include <string>
#include <string_view>
#include <vector>

namespace gateway::channels::wechat {

// {"button":[{"type":"click","name":"查政策","key":"policy"},{"name":"服务","sub_button":[…]}]}
std::string menu_json(const std::vector<config::MenuEntry>& menu);

// Puts the menu into force; telephones show it within a day, or when the account is followed anew.
Call build_menu(
    const std::string& api_base,
    const std::string& token,
    const std::vector<config::MenuEntry>& menu
);

// What a click on the key says. A key of an older menu stands for itself.
std::string words_of(const std::vector<config::MenuEntry>& menu, std::string_view key);

}  // namespace gateway::channels::wechat
