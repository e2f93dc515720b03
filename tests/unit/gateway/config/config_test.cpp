#include "gateway/config/config.h"

#include "tests/unit/gateway/config/temporary_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace gateway::config {
namespace {

constexpr std::string_view smallest =
    "public_url: https://mz.example.gov.cn/\nchannels: [{name: web, type: web_chat}]\n";

std::string problems_of(const std::string& text) {
    const TemporaryFile file(text);
    const auto config = load_config(file.path());
    if (config) return "";
    std::string problems = config.error().text();
    for (auto at = problems.find(file.path().string()); at != std::string::npos;
         at = problems.find(file.path().string())) {
        problems.replace(at, file.path().string().size(), "FILE");
    }
    return problems;
}

TEST(Config, NeedsLittleAndDefaultsTheRest) {
    const TemporaryFile file(smallest);
    const auto config = load_config(file.path());
    ASSERT_TRUE(config) << config.error().text();
    EXPECT_EQ(config->listen, "127.0.0.1:8080");
    EXPECT_EQ(config->admin_listen, "127.0.0.1:8081");
    EXPECT_EQ(config->public_url, "https://mz.example.gov.cn");
    EXPECT_EQ(config->data_dir, "var");
    ASSERT_EQ(config->channels.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<WebChat>(config->channels[0].settings));
}

TEST(Config, ReadsSecretsFromTextFileAndEnvironment) {
    const TemporaryFile secret("from-the-file-0123\n");
    ::setenv("YIMEN_TEST_PASSWORD", "from the environment", 1);
    const TemporaryFile file(
        "public_url: http://a\nchannels:\n  - {name: sms, type: kannel, hook_secret: {file: " +
        secret.path().string() +
        "}, send_url: 'http://127.0.0.1:1/x', username: u, password: {env: YIMEN_TEST_PASSWORD}, "
        "from: '1069', signature: 【民政】}\n"
        "  - {name: wx, type: wechat, mode: plain, original_id: gh_1, app_id: wx1, app_secret: "
        "plain, token: t}\n"
    );
    const auto config = load_config(file.path());
    ASSERT_TRUE(config) << config.error().text();
    const auto& kannel = std::get<Kannel>(config->channels[0].settings);
    EXPECT_EQ(kannel.hook_secret.reveal(), "from-the-file-0123");
    EXPECT_EQ(kannel.password.reveal(), "from the environment");
    const auto& wechat = std::get<Wechat>(config->channels[1].settings);
    EXPECT_EQ(wechat.mode, WechatMode::plain);
    EXPECT_EQ(wechat.app_secret.reveal(), "plain");
}

TEST(Config, NamesWhatIsWrongAndWhere) {
    struct Case {
        const char* name;
        std::string text;
        const char* problem;
    };
    const std::string head = "public_url: http://a\n";
    const Case cases[] = {
        {"unknown key", std::string(smallest) + "colour: red\n", "FILE:3:1: "},
        {"unknown key of a channel",
         head + "channels: [{name: web, type: web_chat, x: 1}]\n",
         "FILE:2:40: "},
        {"not listening",
         std::string(smallest) + "listen: 8080\n",
         "'listen' of the configuration: must be an address"},
        {"listening at a name",
         std::string(smallest) + "listen: localhost:8080\n",
         "'listen' of the configuration: must be an address"},
        {"no public address", "channels: [{name: web, type: web_chat}]\n", "needs 'public_url'"},
        {"no web address",
         "public_url: a\nchannels: [{name: web, type: web_chat}]\n",
         "FILE:1:13: "},
        {"no channels", head, "needs 'channels'"},
        {"none of the channels", head + "channels: []\n", "at least one"},
        {"other type",
         head + "channels: [{name: w, type: telegram, token: x}]\n",
         "'telegram' is not supported; these are: aliyun_sms, dingtalk, kannel, "
         "tencent_sms, twilio, web_chat, webhook, wechat, wechat_kf, wecom"},
        {"name for a path", head + "channels: [{name: ../x, type: web_chat}]\n", "may hold a-z"},
        {"name twice",
         head + "channels: [{name: w, type: web_chat}, {name: w, type: web_chat}]\n",
         "a second channel is named 'w'"},
        {"web chat twice",
         head + "channels: [{name: v, type: web_chat}, {name: w, type: web_chat}]\n",
         "a second web_chat"},
        {"other store",
         std::string(smallest) + "store: postgresql://x\n",
         "only sqlite is supported"},
        {"other zone", std::string(smallest) + "time_zone: Europe/Berlin\n", "only Asia/Shanghai"},
        {"secret as a list",
         head + "channels: [{name: x, type: kannel, hook_secret: [a]}]\n",
         "must be a text, {file: PATH} or {env: NAME}"},
        {"secret nowhere",
         head + "channels: [{name: x, type: kannel, hook_secret: {file: /nowhere/secret}}]\n",
         "cannot read /nowhere/secret"},
        {"short secret",
         head + "channels: [{name: x, type: kannel, hook_secret: short}]\n",
         "at least 16 characters"},
        {"files from an address",
         head + "channels: [{name: x, type: dingtalk, media_hosts: ['https://a.example']}]\n",
         "'media_hosts' of a channel: must be names of hosts"},
        {"files from everywhere",
         head + "channels: [{name: x, type: twilio, media_hosts: ['*.com']}]\n",
         "'media_hosts' of a channel: must be names of hosts"},
        {"short key",
         head + "channels: [{name: x, type: wechat, encoding_aes_key: abc}]\n",
         "must have 43 characters"},
        {"safe without key",
         head + "channels: [{name: x, type: wechat}]\n",
         "needs 'encoding_aes_key'"},
        {"not YAML", "public_url: [", "FILE:"},
        {"empty", "", "FILE:1:1: cannot be read, or is empty"},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.name);
        const std::string problems = problems_of(one.text);
        EXPECT_NE(problems.find(one.problem), std::string::npos) << problems;
    }
}

TEST(Config, ReadsWebhookAndTwilio) {
    const TemporaryFile file(
        "public_url: http://a\nchannels:\n"
        "  - {name: h, type: webhook, secret: whsec_new, former_secret: whsec_old, send_url: "
        "'http://127.0.0.1:1/x'}\n"
        "  - {name: t, type: twilio, account_sid: AC1, auth_token: t, from: '+1800', api_base: "
        "'http://127.0.0.1:2/'}\n"
    );
    const auto config = load_config(file.path());
    ASSERT_TRUE(config) << config.error().text();
    const auto& webhook = std::get<Webhook>(config->channels[0].settings);
    EXPECT_EQ(webhook.secret.reveal(), "whsec_new");
    EXPECT_EQ(webhook.former_secret.reveal(), "whsec_old");
    EXPECT_EQ(called_by(config->channels[0]).at(0), "http://127.0.0.1:1/x");
    EXPECT_EQ(called_by(config->channels[1]).at(0), "http://127.0.0.1:2");
    EXPECT_EQ(profile_of(config->channels[1]), "sms");
}

TEST(Config, KnowsWhereFilesMayBeFetchedFrom) {
    const TemporaryFile file(
        "public_url: http://a\nchannels:\n"
        "  - {name: t, type: twilio, account_sid: AC1, auth_token: t, from: '+1800'}\n"
        "  - {name: d, type: dingtalk, robot_code: r, app_secret: s, media_hosts: "
        "['ddoss.mz.example.gov.cn', '*.oss.example.gov.cn']}\n"
        "  - {name: w, type: web_chat}\n"
    );
    const auto config = load_config(file.path());
    ASSERT_TRUE(config) << config.error().text();
    using Hosts = std::vector<std::string>;
    EXPECT_EQ(
        media_hosts_of(config->channels[0]), (Hosts{"mms.twiliocdn.com", "media.twiliocdn.com"})
    );
    EXPECT_EQ(
        media_hosts_of(config->channels[1]),
        (Hosts{"ddoss.mz.example.gov.cn", "*.oss.example.gov.cn"})
    );
    EXPECT_EQ(media_hosts_of(config->channels[2]), Hosts{});
}

TEST(Config, ReadsHowFastAChannelMayBe) {
    struct Case {
        const char* written;
        int messages;
        int seconds;
    };
    constexpr Case cases[] = {{"10/s", 10, 1}, {"20/min", 20, 60}, {"1000/h", 1000, 3600}};
    const auto with = [](const std::string& rate) {
        return "public_url: http://a\nchannels: [{name: web, type: web_chat, intranet: true, "
               "rate: " +
               rate + "}]\n";
    };
    for (const auto& [written, messages, seconds] : cases) {
        SCOPED_TRACE(written);
        const TemporaryFile file(with(written));
        const auto config = load_config(file.path());
        ASSERT_TRUE(config) << config.error().text();
        EXPECT_EQ(config->channels[0].rate->messages, messages);
        EXPECT_EQ(config->channels[0].rate->per, std::chrono::seconds(seconds));
        EXPECT_TRUE(config->channels[0].intranet);
    }
    for (const auto* wrong : {"10", "0/s", "-1/s", "fast", "10/day", "1000000/s", "1.5/s", "/s"}) {
        SCOPED_TRACE(wrong);
        EXPECT_NE(problems_of(with(wrong)).find("10/s, 20/min or 1000/h"), std::string::npos);
    }
}

TEST(Config, ReadsQuietHours) {
    const TemporaryFile file("quiet_hours: 22:30-06:00\n" + std::string(smallest));
    const auto config = load_config(file.path());
    ASSERT_TRUE(config) << config.error().text();
    EXPECT_EQ(config->quiet_hours.from, std::chrono::minutes(22 * 60 + 30));
    EXPECT_EQ(config->quiet_hours.to, std::chrono::minutes(6 * 60));
    const auto wrong = problems_of("quiet_hours: at night\n" + std::string(smallest));
    EXPECT_NE(wrong.find("21:00-07:00, or none"), std::string::npos) << wrong;
}

TEST(Config, ReadsWhoWritesVoicesDown) {
    const auto media = [](const std::string& keys) {
        const TemporaryFile file(std::string(smallest) + "media: {" + keys + "}\n");
        const auto config = load_config(file.path());
        EXPECT_TRUE(config) << config.error().text();
        return config ? config->media : Media{};
    };
    EXPECT_FALSE(media("keep_days: 30").has_transcriber());
    EXPECT_EQ(media("keep_days: 30").kept_for, std::chrono::hours(720));
    EXPECT_EQ(
        media("transcriber: 'http://127.0.0.1:1/asr/'").transcriber, "http://127.0.0.1:1/asr"
    );
    const auto program = media("transcriber: {command: [/opt/asr, '--zh; rm']}");
    EXPECT_TRUE(program.has_transcriber());
    EXPECT_EQ(program.transcriber_command, (std::vector<std::string>{"/opt/asr", "--zh; rm"}));
    for (const auto* wrong : {"{command: []}", "{}", "{shell: x, command: [x]}", "''"}) {
        const auto text = std::string(smallest) + "media: {transcriber: " + wrong + "}\n";
        EXPECT_NE(problems_of(text), "") << wrong;
    }
}

TEST(Config, TellsAllProblemsAtOnce) {
    const std::string problems =
        problems_of("public_url: x\nstore: y\ncolour: red\nchannels: []\n");
    EXPECT_EQ(std::ranges::count(problems, '\n'), 4) << problems;
}

TEST(Config, NeverQuotesASecret) {
    const std::string problems = problems_of(
        "public_url: http://a\nchannels: [{name: x, type: kannel, hook_secret: hunter2, password: "
        "hunter2}]\n"
    );
    EXPECT_FALSE(problems.empty());
    EXPECT_EQ(problems.find("hunter2"), std::string::npos);
}

TEST(Config, LoadsTheDemonstrationWithoutItsSecrets) {
    const auto config = load_config("deploy/config/yimen.yaml", {.read_secrets = false});
    ASSERT_TRUE(config) << config.error().text();
    EXPECT_EQ(config->channels.size(), 3U);
}

}  // namespace
}  // namespace gateway::config
