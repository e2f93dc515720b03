#include "gateway/config/config.h"
#include "tests/unit/gateway/config/temporary_file.h"

#include <gtest/gtest.h>

namespace gateway::config {
namespace {

std::string with(const std::string& more) {
    return "public_url: http://a\nchannels:\n- name: wx\n  type: wechat\n  mode: plain\n"
           "  original_id: gh_1\n  app_id: wx1\n  app_secret: s\n  token: t\n" +
           more;
}

// What is wrong, from the line number on.
std::string problems_with(const std::string& more) {
    const TemporaryFile file(with(more));
    const auto config = load_config(file.path());
    if (config) return "";
    const auto text = config.error().text();
    return text.substr(file.path().string().size() + 1);
}

TEST(WechatYaml, ReadsAMenu) {
    const TemporaryFile file(
        with("  menu:\n"
             "  - {name: 查政策, click: policy, says: 查政策}\n"
             "  - name: 服务\n"
             "    entries:\n"
             "    - {name: 查进度, click: 查进度}\n"
             "    - {name: 办事指南, view: 'https://a/guide/'}\n"
             "    - {name: 掌上办, miniprogram: wx9, page: pages/index, url: 'https://a/'}\n")
    );
    const auto config = load_config(file.path());
    ASSERT_TRUE(config) << config.error().text();
    const auto& menu = std::get<Wechat>(config->channels[0].settings).menu;
    ASSERT_EQ(menu.size(), 2U);
    EXPECT_EQ(menu[0].says, "查政策");
    EXPECT_EQ(menu[0].key, "policy");
    ASSERT_EQ(menu[1].entries.size(), 3U);
    EXPECT_EQ(menu[1].entries[0].says, "查进度");
    EXPECT_EQ(menu[1].entries[1].url, "https://a/guide");
    EXPECT_EQ(menu[1].entries[2].app_id, "wx9");
}

TEST(WechatYaml, SaysWhereAMenuIsWrong) {
    const std::string entry = "  - {name: 查政策, click: ";
    struct Case {
        std::string yaml;
        const char* told;
    };
    const Case cases[] = {
        {entry + "a}\n" + entry + "b}\n" + entry + "c}\n" + entry + "d}\n", "14:5: a menu holds"},
        {"  - {name: 五个汉字名, click: a}\n", "11:12: 'name' of a menu entry: has room for 4 Han"},
        {"  - {name: 查政策}\n", "11:5: a menu entry does one thing"},
        {"  - {name: 查政策, click: a, view: 'http://a'}\n", "11:5: a menu entry does one thing"},
        {entry + "a}\n" + entry + "a}\n", "12:24: 'click' of a menu entry: another entry"},
        {"  - {name: 服务, entries: [{name: 内, entries: []}]}\n",
         "does one thing: click, view or"},
        {"  - {name: 网页, view: guide}\n", "must be an http:// or https:// address"},
        {"  - {name: 小程序, miniprogram: wx9, page: p}\n", "url"},
        {"  - {name: 查政策, click: a, colour: red}\n", "colour"},
    };
    for (const auto& [yaml, told] : cases) {
        const auto problems = problems_with("  menu:\n" + yaml);
        EXPECT_NE(problems.find(told), std::string::npos) << yaml << problems;
    }
    std::string six = "  menu: [{name: 服务, entries: [";
    for (const char key : std::string("abcdef"))
        six += std::string("{name: 查, click: ") + key + "},";
    EXPECT_NE(problems_with(six + "]}]\n").find("opens at most 5"), std::string::npos);
}

TEST(WechatYaml, ReadsNoticesAndSaysWhatDoesNotFit) {
    const TemporaryFile file(
        with("  fallback: [sms, other]\n"
             "  notices:\n"
             "    reply: {way: long_term, template: TM1, variables: {thing1: 有回复了, time2: "
             "'{time}'}}\n"
             "- {name: other, type: web_chat}\n"
             "- {name: sms, type: kannel, hook_secret: abcdefghijklmnop, send_url: "
             "'http://127.0.0.1/x', "
             "username: u, password: p, from: '1', signature: 【滦南民政】}\n")
    );
    const auto config = load_config(file.path());
    ASSERT_TRUE(config) << config.error().text();
    EXPECT_EQ(config->channels[0].fallback, (std::vector<std::string>{"sms", "other"}));
    const auto& notices = std::get<Wechat>(config->channels[0].settings).notices;
    ASSERT_EQ(notices.size(), 1U);
    EXPECT_EQ(notices[0].kind, "reply");
    EXPECT_EQ(notices[0].way, FiledNotice::Way::long_term);
    EXPECT_EQ(notices[0].variables[1].pattern, "{time}");

    struct Case {
        const char* variables;
        const char* told;
    };
    const Case cases[] = {
        {"{first: 您好}", "11:54: 'first': is no variable of WeChat's"},
        {"{phrase1: 已经通过审核了}", "does not fit: 最多5个汉字"},
        {"{thing1: '{item'}", "has braces around something that is no name"},
    };
    for (const auto& [variables, told] : cases) {
        const auto problems = problems_with(
            "  notices:\n    progress: {way: once, template: TM1, variables: " +
            std::string(variables) + "}\n"
        );
        EXPECT_NE(problems.find(told), std::string::npos) << problems;
    }
}

}  // namespace
}  // namespace gateway::config
