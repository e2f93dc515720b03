#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/weixin/envelope.h"
#include "gateway/simulators/httpd.h"

#include <optional>
#include <string>

// The side of WeChat and WeCom in a sealed call (gateway/channels/weixin/seal.h).

namespace gateway::simulators {

class Sealed {
public:
    // Without a key nothing is sealed: official accounts in plain mode.
    Sealed(std::string token, const std::string& aes_key, std::string id);

    // A call with this message; `to` is the account's name outside of the envelope. Who forges
    // signs with another token.
    channels::Call call(
        const std::string& hook, const std::string& to, std::string message, bool forged
    ) const;
    // The words of an answer that is shown to the person; empty when it has none.
    std::string words_of(const std::string& answer) const;

private:
    std::string token_;
    std::optional<channels::weixin::Envelope> envelope_;
};

// {"errcode","errmsg"}, with status 200 as ever.
Told errcode(int code);

}  // namespace gateway::simulators
