#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/channel.h"

#include <memory>
#include <string>
#include <vector>

// Tencent Cloud's SMS. It carries no free text: a part is what fits the one variable of the
// template, and a longer reply is several of them. Its calls are not signed: the path's last
// segment is the secret.
//
//   POST {api_base}/   X-TC-Action: SendSms, X-TC-Version: 2021-01-11, X-TC-Region
//   {"Response":{"SendStatusSet":[{"SerialNo":"2640:…","Code":"Ok"}],"RequestId":"…"}}
//
// Status 200 says nothing: the number's own Code does, or Response.Error.Code when nothing was
// taken at all. No call may be repeated when its answer was lost: the service knows no repeats.

namespace gateway::channels::tencent_sms {

class Service : public Channel {
public:
    // Faults: malformed.
    static dialogs::Result<std::unique_ptr<Channel>> make(
        std::string name, config::TencentSms settings
    );

    const std::string& name() const override { return name_; }
    Capabilities capabilities() const override;
    dialogs::Result<Incoming> receive(
        const http::Request& request, std::string_view secret, const Ambient& ambient
    ) const override;
    http::Reply acknowledge(
        const ReplyTo& to, const std::vector<std::string>& parts, const Ambient& ambient
    ) const override;
    http::Reply refuse(const dialogs::Error& error) const override;
    std::vector<std::string> plan(const dialogs::Say& say) const override;
    Call build(const Part& part, const std::string& token, const Ambient& ambient) const override;
    SendOutcome interpret(const http::Answer& answer) const override;

private:
    Service(std::string name, config::TencentSms settings, std::string host);

    std::string name_;
    config::TencentSms settings_;
    std::string host_;
};

}  // namespace gateway::channels::tencent_sms
