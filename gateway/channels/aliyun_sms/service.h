#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/channel.h"

#include <memory>
#include <string>
#include <vector>

// Alibaba Cloud's SMS. It carries no free text: a part is what fits the variable of the template
// (35 characters unless the account was given more), and a longer reply is several of them.
// Its calls are not signed: the path's last segment is the secret.
//
//   POST {api_base}/?PhoneNumbers&SignName&TemplateCode&TemplateParam&OutId
//   {"Code":"OK","BizId":"9001…"}; else a Code that says why
//
// No call may be repeated when its answer was lost: the service knows no repeats.

namespace gateway::channels::aliyun_sms {

class Service : public Channel {
public:
    // Faults: malformed.
    static dialogs::Result<std::unique_ptr<Channel>> make(
        std::string name, config::AliyunSms settings
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
    Service(std::string name, config::AliyunSms settings, std::string host);

    std::string name_;
    config::AliyunSms settings_;
    std::string host_;
};

}  // namespace gateway::channels::aliyun_sms
