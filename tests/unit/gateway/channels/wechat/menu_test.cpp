#include "gateway/channels/wechat/menu.h"

#include <gtest/gtest.h>

namespace gateway::channels::wechat {
namespace {

using config::MenuEntry;

MenuEntry click(std::string name, std::string key, std::string says) {
    MenuEntry entry;
    entry.name = std::move(name);
    entry.does = MenuEntry::Does::click;
    entry.key = std::move(key);
    entry.says = std::move(says);
    return entry;
}

std::vector<MenuEntry> sample() {
    const auto policy = click("查政策", "policy", "我要查政策");
    MenuEntry guide;
    guide.name = "办事指南";
    guide.does = MenuEntry::Does::view;
    guide.url = "https://mz.example/guide";
    MenuEntry app;
    app.name = "掌上办";
    app.does = MenuEntry::Does::miniprogram;
    app.app_id = "wx9";
    app.page = "pages/index";
    app.url = "https://mz.example";
    const auto progress = click("查进度", "progress", "查进度");
    MenuEntry services;
    services.name = "服务";
    services.entries = {guide, app, progress};
    return {policy, services};
}

TEST(WechatMenu, IsWrittenAsThePlatformReadsIt) {
    const auto call = build_menu("https://api.weixin.example", "t+1", sample());
    EXPECT_EQ(call.url, "https://api.weixin.example/cgi-bin/menu/create?access_token=t%2B1");
    EXPECT_EQ(
        call.body,
        "{\"button\":[{\"key\":\"policy\",\"name\":\"查政策\",\"type\":\"click\"},"
        "{\"name\":\"服务\",\"sub_button\":["
        "{\"name\":\"办事指南\",\"type\":\"view\",\"url\":\"https://mz.example/guide\"},"
        "{\"appid\":\"wx9\",\"name\":\"掌上办\",\"pagepath\":\"pages/index\","
        "\"type\":\"miniprogram\",\"url\":\"https://mz.example\"},"
        "{\"key\":\"progress\",\"name\":\"查进度\",\"type\":\"click\"}]}]}"
    );
}

TEST(WechatMenu, KeysStandForWordsAndOldOnesForThemselves) {
    EXPECT_EQ(words_of(sample(), "policy"), "我要查政策");
    EXPECT_EQ(words_of(sample(), "progress"), "查进度");
    EXPECT_EQ(words_of(sample(), "低保"), "低保");
}

}  // namespace
}  // namespace gateway::channels::wechat
