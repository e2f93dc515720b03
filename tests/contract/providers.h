#pragma once
#include "gateway/channels/channel.h"

#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

// The providers' side of every channel: what they would send, and what an enemy might.

namespace gateway::channels::contract {

using Random = std::mt19937;

constexpr long long noon = 1795305602;  // when all of it happens

struct Asked {
    http::Request request;
    std::string secret;
};

struct Provider {
    const char* name;
    std::shared_ptr<Channel> channel;
    std::vector<std::string> secrets;  // that no answer may show
    std::function<Asked(std::string text, std::string id)> ask;
    // What a fetch brings, where the call only says that there is something.
    std::function<http::Answer(std::string text, std::string id)> fetched;
    std::function<Asked(Random&)> forge;         // a genuine call with one signed bit flipped
    std::function<Asked()> stale;                // empty where calls carry no time
    std::vector<http::Answer> accepts, refuses;  // to a call of ours
    bool is_signed = true;                       // false: a secret in the path, or none at all
    std::string media_id = "id";                 // as the channel names a file
    bool gives_ids = true;                       // false: an id is made of who, when and what
};

void flip_a_bit(std::string& bytes, Random& random);
http::Answer answer(int status, std::string body);

Provider wechat_plain();
Provider wechat_compat();
Provider wechat_safe();
Provider kannel_box();
Provider twilio_messaging();
Provider aliyun();
Provider tencent();
Provider signed_webhook();
Provider web();
Provider wecom_application();
Provider wechat_customer_service();
Provider dingtalk_robot();

// A web chat's key; its first 22 letters name the chat.
std::string chat_token();

}  // namespace gateway::channels::contract
