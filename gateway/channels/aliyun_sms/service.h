#pragma once
#include "gateway/channels/filed/service.h"
#include "gateway/config/channel.h"

#include <memory>
#include <string>

// Alibaba Cloud's SMS (filed/service.h says what it shares with others).
//
//   POST {api_base}/?PhoneNumbers&SignName&TemplateCode&TemplateParam&OutId
//   {"Code":"OK","BizId":"9001…"}; else a Code that says why
//
//   POST {api_base}/?PhoneNumber&SendDate=20261122&PageSize&CurrentPage     (QuerySendDetails)
//   {"Code":"OK","SmsSendDetailDTOs":{"SmsSendDetailDTO":[
//     {"OutId":"17","SendStatus":3,"ErrCode":"DELIVERED","SendDate":"2026-11-22 12:00:00"}]}}
//
// SendStatus: 1 no receipt yet, 2 failed, 3 delivered. SendDate is a day at +08:00.

namespace gateway::channels::aliyun_sms {

class Service : public filed::Service {
public:
    // Faults: malformed.
    static dialogs::Result<std::unique_ptr<Channel>> make(
        std::string name, config::AliyunSms settings
    );

    Call build(const Part& part, const std::string& token, const Ambient& ambient) const override;
    SendOutcome interpret(const http::Answer& answer) const override;
    std::optional<Call> query(const Part& part, const Ambient& ambient) const override;
    std::optional<Receipt> read_query(const Part& part, const http::Answer& answer) const override;

private:
    Service(filed::Terms terms, config::AliyunSms settings, std::string host);
    Call signed_call(const char* action, http::Fields query, const Ambient& ambient) const;

    config::AliyunSms settings_;
    std::string host_;
};

}  // namespace gateway::channels::aliyun_sms
