#pragma once
#include "gateway/channels/channel.h"
#include "gateway/channels/weixin/envelope.h"
#include "gateway/channels/weixin/payload.h"
#include "gateway/http/form.h"
#include "gateway/ops/secret.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// A sealed call and its sealed answer:
//
//   POST ?msg_signature&timestamp&nonce    <xml>…<Encrypt>…</Encrypt></xml>
//   answer    <xml><Encrypt/><MsgSignature/><TimeStamp/><Nonce/></xml>, or the same as JSON
//   msg_signature = hex(sha1(sorted token, timestamp, nonce, Encrypt))

namespace gateway::channels::weixin {

// How far a call's timestamp may be from now. A retry carries the first call's or a new one.
constexpr std::chrono::seconds default_window{300};

std::int64_t seconds_of(dialogs::Time time);
// Nothing unless it is whole seconds of this century.
std::optional<dialogs::Time> time_of(std::string_view seconds);
bool is_fresh(std::string_view timestamp, dialogs::Time now, std::chrono::seconds window);

// What providers call people, accounts and messages: letters, digits, _ - . @, at most 128.
bool is_plain_id(std::string_view text);

// What the URL check of a sealed account asks for. A + that was not escaped has become a space,
// and base64 has none.
std::string echo_of(const http::Form& query);

class Seal {
public:
    // Nothing when the key is not the 43 characters of an EncodingAESKey.
    static std::optional<Seal> make(
        ops::Secret token, std::string_view encoding_aes_key, std::string id
    );

    // The clear bytes of a call that is signed, fresh and ours. Every doubt is the same `denied`.
    dialogs::Result<std::string> open(
        const http::Form& query, std::string_view encrypted, dialogs::Time now
    ) const;

    std::string close(Form form, const std::string& clear, const Ambient& ambient) const;

private:
    Seal(ops::Secret token, Envelope envelope)
        : token_(std::move(token)), envelope_(std::move(envelope)) {}

    ops::Secret token_;
    Envelope envelope_;
};

}  // namespace gateway::channels::weixin
