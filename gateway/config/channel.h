#pragma once
#include "dialogs/language/problem.h"
#include "gateway/config/wechat.h"
#include "gateway/ops/secret.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What each type of channel has to be told. A secret is a string, {file: PATH} or {env: NAME}.

namespace gateway::config {

struct WebChat {};

struct Kannel {
    Secret hook_secret;    // last segment of the hook's path; at least 16 characters
    std::string send_url;  // Kannel's sendsms
    std::string username;
    Secret password;
    std::string from;       // the number residents see
    std::string signature;  // 【…】 put before every SMS; empty: the operator adds it
};

struct Webhook {
    Secret secret;         // whsec_…, base64: signs both ways
    Secret former_secret;  // while the key is being changed: still taken, and signed with as well
    std::string send_url;  // where our replies go
    // Hosts beside its own that what is attached to messages may be fetched from.
    std::vector<std::string> media_hosts{};
};

struct Twilio {
    std::string account_sid;  // AC…
    Secret auth_token;
    std::string from;  // our number, +E.164, or a messaging service, MG…
    std::string api_base = "https://api.twilio.com";
    // Answers ride in the TwiML of the webhook's own reply: no call to the API, but no receipts
    // either. What is said later goes by the API all the same.
    bool twiml = false;
    // Where the API sends those who fetch a picture on to; they are called without our proof.
    std::vector<std::string> media_hosts{"mms.twiliocdn.com", "media.twiliocdn.com"};
};

struct AliyunSms {
    Secret hook_secret;  // last segment of the hook's path; at least 16 characters
    std::string access_key_id;
    Secret access_key_secret;
    std::string sign_name;          // as filed, without 【】
    std::string template_code;      // SMS_…: a filed template with one variable
    std::string variable;           // its name
    std::size_t variable_max = 35;  // characters it may hold
    // A second one, with a link to the whole answer; empty: long answers are several messages. Its
    // variables: the answer's beginning, then the pieces of the link's end.
    std::string link_template_code;
    std::vector<std::string> link_variables;
    std::string api_base = "https://dysmsapi.aliyuncs.com";
};

struct TencentSms {
    Secret hook_secret;  // last segment of the hook's path; at least 16 characters
    std::string secret_id;
    Secret secret_key;
    std::string sdk_app_id;  // 1400…
    std::string region = "ap-guangzhou";
    std::string sign_name;          // as filed, without 【】
    std::string template_id;        // a filed template with one variable, {1}
    std::size_t variable_max = 12;  // characters it may hold
    // A second one, with a link to the whole answer; empty: long answers are several messages. {1}
    // is the answer's beginning, the others are the pieces of the link's end.
    std::string link_template_id;
    std::string api_base = "https://sms.tencentcloudapi.com";
};

struct Wecom {
    std::string corp_id;        // ww…
    std::int64_t agent_id = 0;  // the application's number
    Secret corp_secret;         // the application's, for access tokens
    Secret token;               // for signatures
    Secret encoding_aes_key;    // 43 characters
    Secret robot_key;           // of a group's robot; empty: there is none
    std::string api_base = "https://qyapi.weixin.qq.com";
};

struct WechatKf {
    std::string corp_id;      // ww…
    std::string open_kfid;    // wk…: the customer-service account
    Secret corp_secret;       // of 微信客服, for access tokens
    Secret token;             // for signatures
    Secret encoding_aes_key;  // 43 characters
    std::string api_base = "https://qyapi.weixin.qq.com";
};

struct Dingtalk {
    std::string robot_code;
    std::string app_key;  // empty: answers only while a message's own way back is open
    Secret app_secret;    // signs calls, and gets access tokens
    std::string api_base = "https://api.dingtalk.com";
    std::string webhook_base = "https://oapi.dingtalk.com";  // the only place answers go back to
    Secret group_token;   // of a group's robot; empty: there is none
    Secret group_secret;  // which signs its calls
    // Where the links lead that the API gives for pictures and files: DingTalk's own names and
    // buckets of its cloud, one for each region.
    std::vector<std::string> media_hosts{"*.dingtalk.com", "*.aliyuncs.com"};
};

// How fast a provider may be called: "10/s", "20/min", "1000/h".
struct Rate {
    int messages = 0;
    std::chrono::seconds per{1};
};

struct Channel {
    std::string name;          // [a-z0-9_-]{1,32}: part of the hook's path and of addresses
    std::optional<Rate> rate;  // nothing: as fast as it takes them
    bool intranet = false;     // its provider's name may lead into our own network
    // Channels that tell by SMS what this one does not carry; after the last a clerk calls.
    std::vector<std::string> fallback{};
    std::vector<std::string> unanswered{};  // "10086", "955*": no people, the bot is silent
    dialogs::language::Mark mark{};         // where it is written
    std::variant<
        WebChat,
        Wechat,
        Kannel,
        Webhook,
        Twilio,
        AliyunSms,
        TencentSms,
        Wecom,
        WechatKf,
        Dingtalk>
        settings;
};

// What bot.yaml calls the way it speaks: "web", "wechat", "wecom" or "sms".
std::string profile_of(const Channel& channel);

// What people call it: 微信公众号, 短信.
std::string shown_name(const Channel& channel);

// The addresses its calls go to.
std::vector<std::string> called_by(const Channel& channel);

// Hosts beside those that residents' files may be fetched from, as http::names_host() reads them.
std::vector<std::string> media_hosts_of(const Channel& channel);

}  // namespace gateway::config
